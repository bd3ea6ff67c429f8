-- Candidates for duplicate warnings: the rules warn from 0.6 on, so what is less alike need not be looked at.

alter function similar_customers(text, int) set pg_trgm.similarity_threshold = 0.5;
alter function similar_customers(text, int) set pg_trgm.word_similarity_threshold = 0.7;
