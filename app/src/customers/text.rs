//! Texts of customers.

shared::catalog_bilingual! {
    customers { "Customers" / "Clients" }
    quotes { "Quotes" / "Soumissions" }
    new_customer { "New customer" / "Nouveau client" }
    add_customer { "Add customer" / "Ajouter le client" }
    search { "Search name, e-mail, phone or unit" / "Chercher nom, courriel, téléphone ou véhicule" }
    filters { "Filters" / "Filtres" }
    status { "Status" / "État" }
    any_status { "Any status" / "Tous les états" }
    only_mine { "Only mine" / "Seulement les miens" }
    name { "Name" / "Nom" }
    kind { "Kind" / "Genre" }
    person { "Person" / "Particulier" }
    company { "Company" / "Entreprise" }
    contact_name { "Contact" / "Personne" }
    email { "E-mail" / "Courriel" }
    phone { "Phone" / "Téléphone" }
    owner { "Owner" / "Responsable" }
    nobody { "Nobody" / "Personne" }
    open_leads { "Open leads" / "Pistes ouvertes" }
    tags { "Tags" / "Étiquettes" }
    tags_hint { "Separated by commas" / "Séparées par des virgules" }
    notes { "Notes" / "Notes" }
    terms { "Payment terms" / "Conditions de paiement" }
    due_on_receipt { "Due on receipt" / "À réception" }
    prepaid { "Prepaid" / "Payé d'avance" }
    net_30 { "Net 30 days" / "Net 30 jours" }
    net_60 { "Net 60 days" / "Net 60 jours" }
    taxes { "Taxes" / "Taxes" }
    tax_exempt { "Tax exempt" / "Exonéré de taxes" }
    tax_exempt_hint { "Their new quotes have no taxes; offers that went out keep theirs." / "Ses nouvelles soumissions sont sans taxes; les offres déjà envoyées gardent les leurs." }
    tax_certificate { "Certificate number" / "Numéro de certificat" }
    tax_exempt_by(number) { "Exempt, certificate {number}" / "Exonéré, certificat {number}" }
    pays_taxes { "Pays taxes" / "Paie les taxes" }
    prospect { "Prospect" / "Client potentiel" }
    active { "Active" / "Actif" }
    dormant { "Dormant" / "Inactif" }
    blocked { "Blocked" / "Bloqué" }
    blocked_title { "This customer is blocked" / "Ce client est bloqué" }
    blocked_body { "New offers to them, and new revisions of old ones, are refused unless a manager makes them." / "Les nouvelles offres, et les nouvelles versions des anciennes, sont refusées à moins qu'un gestionnaire ne les fasse." }
    empty { "No customers yet" / "Aucun client pour l'instant" }
    empty_body { "A lead becomes a customer with its first quote, or you add one here." / "Une piste devient un client avec sa première soumission, ou vous en ajoutez un ici." }
    added(name) { "{name} added" / "{name} : ajouté" }
    saved { "Saved" / "Enregistré" }
    edit { "Edit" / "Modifier" }
    details { "Details" / "Détails" }
    people { "People" / "Personnes" }
    no_people { "Nobody is named yet" / "Personne n'est encore nommé" }
    add_person { "Add person" / "Ajouter une personne" }
    edit_person(name) { "Edit {name}" / "Modifier {name}" }
    primary { "First person to turn to" / "Première personne à joindre" }
    places { "Addresses" / "Adresses" }
    no_places { "No addresses yet" / "Aucune adresse pour l'instant" }
    add_place { "Add address" / "Ajouter une adresse" }
    label { "Label" / "Libellé" }
    label_hint { "Home, head office, warehouse" / "Domicile, siège social, entrepôt" }
    street { "Street" / "Rue" }
    city { "City" / "Ville" }
    region { "Province or state" / "Province ou État" }
    postal { "Postal code" / "Code postal" }
    country { "Country" / "Pays" }
    remove_place(street) { "Remove {street}" / "Retirer {street}" }
    removed { "Address removed" / "Adresse retirée" }
    work { "Leads" / "Pistes" }
    no_work { "No leads yet" / "Aucune piste pour l'instant" }
    activity { "Activity" / "Activité" }
    possible_duplicate(name, score) { "Looks like {name}, {score} %" / "Ressemble à {name}, {score} %" }
    duplicate_body { "Look at the existing customer before you add another." / "Consultez le client existant avant d'en ajouter un autre." }
    open_existing { "Open existing customer" / "Ouvrir le client existant" }
    changed_meanwhile { "Your input is kept. Save again to overwrite." / "Votre saisie est conservée. Enregistrez de nouveau pour remplacer." }
    since(date) { "since {date}" / "depuis {date}" }
    export_csv { "Export CSV" / "Exporter en CSV" }
    import_customers { "Import" / "Importer" }
    import_file { "Import customers from a file" / "Importer des clients d'un fichier" }
    import_lead { "A CSV file with a line of headings. You match its columns, see what becomes of every row, and only then anything is added. An import can be taken back." / "Un fichier CSV avec une ligne d'en-têtes. Vous associez ses colonnes, voyez ce que devient chaque ligne, et ce n'est qu'ensuite que quelque chose est ajouté. Une importation peut être annulée." }
    choose_file { "File" / "Fichier" }
    file_hint { "CSV, up to 10 MB and 20,000 rows; commas, semicolons or tabs" / "CSV, jusqu'à 10 Mo et 20 000 lignes; virgules, points-virgules ou tabulations" }
    file_too_large { "This file is larger than 10 MB. Split it." / "Ce fichier dépasse 10 Mo. Divisez-le." }
    file_unreadable { "This file cannot be read as text." / "Ce fichier ne peut être lu comme du texte." }
    heads_unreadable { "The first line must hold the headings, at most 60 of them." / "La première ligne doit contenir les en-têtes, au plus 60." }
    import_no_rows { "There is no row below the headings." / "Il n'y a aucune ligne sous les en-têtes." }
    too_many_rows(n) { "There are more than {n} rows. Split the file." / "Il y a plus de {n} lignes. Divisez le fichier." }
    sending_rows { "Sending rows" / "Envoi des lignes" }
    n_of(n, all) { "{n} of {all}" / "{n} sur {all}" }
    past_imports { "Past imports" / "Importations passées" }
    no_imports { "Nothing imported yet" / "Rien n'a encore été importé" }
    no_imports_body { "Bring your customers along from another system: any CSV with a line of headings will do." / "Apportez vos clients d'un autre système : tout CSV avec une ligne d'en-têtes convient." }
    file { "File" / "Fichier" }
    rows { "Rows" / "Lignes" }
    row { "Row" / "Ligne" }
    imported { "Imported" / "Importé" }
    by_at(name, date) { "{name}, {date}" / "{name}, {date}" }
    import_draft { "Not added yet" / "Pas encore ajouté" }
    import_running { "Being added" / "Ajout en cours" }
    import_done { "Added" / "Ajouté" }
    import_reverting { "Being taken back" / "Annulation en cours" }
    import_reverted { "Taken back" / "Annulé" }
    row_open { "Not checked" / "Non vérifiée" }
    row_ready { "Can be added" / "Peut être ajoutée" }
    row_duplicate { "Looks like a customer" / "Ressemble à un client" }
    row_wrong { "Cannot be added" / "Ne peut être ajoutée" }
    row_added { "Added" / "Ajoutée" }
    row_skipped { "Left out" / "Laissée de côté" }
    row_gone { "Taken back" / "Annulée" }
    row_kept { "Kept, has work since" / "Conservée, du travail s'y rattache" }
    first_name { "First name" / "Prénom" }
    last_name { "Last name" / "Nom de famille" }
    leave_out { "Leave out" / "Laisser de côté" }
    column { "Column" / "Colonne" }
    examples { "Examples" / "Exemples" }
    column_says { "Says" / "Contient" }
    column_means(head) { "What {head} says" / "Ce que contient {head}" }
    match_columns { "Columns" / "Colonnes" }
    duplicates { "Rows that look like a customer you have" / "Lignes qui ressemblent à un de vos clients" }
    duplicates_ask { "What to do with rows that look like a customer" / "Que faire des lignes qui ressemblent à un client" }
    duplicates_skip { "Leave them out" / "Les laisser de côté" }
    duplicates_skip_body { "The same e-mail or phone, or for rows without either the same name." / "Le même courriel ou téléphone, ou, pour les lignes sans l'un ni l'autre, le même nom." }
    duplicates_add { "Add them all the same" / "Les ajouter tout de même" }
    duplicates_add_body { "You can merge records later." / "Vous pourrez fusionner les fiches plus tard." }
    check_rows { "Check rows" / "Vérifier les lignes" }
    add_n(n) { "Add {n} customers" / "Ajouter {n} clients" }
    figures { "What becomes of the rows" / "Ce que deviennent les lignes" }
    adding { "Adding customers" / "Ajout des clients" }
    removing { "Removing customers" / "Retrait des clients" }
    may_leave { "You may leave this page: it goes on by itself." / "Vous pouvez quitter cette page : cela continue tout seul." }
    revert { "Take the import back" / "Annuler l'importation" }
    revert_now(n) { "Remove {n} customers" / "Retirer {n} clients" }
    revert_body { "Customers this import added are removed. Those with a lead, quote, job or any change since are kept." / "Les clients ajoutés par cette importation sont retirés. Ceux qui ont depuis une piste, une soumission, un travail ou une modification sont conservés." }
    look_at { "Rows to look at" / "Lignes à revoir" }
    line(n) { "Line {n}" / "Ligne {n}" }
    line_head { "Line" / "Ligne" }
    outcome { "Outcome" / "Résultat" }
    why { "Why" / "Pourquoi" }
    load_more { "Show more" / "En afficher plus" }
    merge { "Merge with another record" / "Fusionner avec une autre fiche" }
    merge_short { "Merge" / "Fusionner" }
    merge_lead { "Two records of one customer become one. People, addresses, leads, quotes, jobs and portal logins come together here. You can undo it at any time." / "Deux fiches d'un même client n'en font plus qu'une. Personnes, adresses, pistes, soumissions, travaux et connexions au portail se rejoignent ici. Vous pouvez annuler en tout temps." }
    other_record { "The other record" / "L'autre fiche" }
    other_hint { "Search by name, e-mail or phone" / "Cherchez par nom, courriel ou téléphone" }
    looks_alike(score) { "{score} % alike" / "ressemblance de {score} %" }
    which_stays { "Where the two differ, keep" / "Là où les deux diffèrent, garder" }
    keep_fact(fact) { "{fact} to keep" / "{fact} à garder" }
    nothing { "Nothing" / "Rien" }
    what_moves { "What moves here" / "Ce qui passe ici" }
    moves(people, places, leads, quotes, jobs) { "{people}, {places}, {leads}, {quotes}, {jobs}" / "{people}, {places}, {leads}, {quotes}, {jobs}" }
    one_person { "1 person" / "1 personne" }
    n_people(n) { "{n} people" / "{n} personnes" }
    one_place { "1 address" / "1 adresse" }
    n_places(n) { "{n} addresses" / "{n} adresses" }
    one_lead { "1 lead" / "1 piste" }
    n_leads(n) { "{n} leads" / "{n} pistes" }
    one_quote { "1 quote" / "1 soumission" }
    n_quotes(n) { "{n} quotes" / "{n} soumissions" }
    one_job { "1 job" / "1 travail" }
    n_jobs(n) { "{n} jobs" / "{n} travaux" }
    tags_joined { "Tags of both are kept." / "Les étiquettes des deux sont gardées." }
    merged_now(name) { "{name} merged into this record" / "{name} : fusionné avec cette fiche" }
    unmerged(name) { "{name} is a record of its own again" / "{name} : de nouveau une fiche à part" }
    merged_records { "Merged records" / "Fiches fusionnées" }
    merged_by(name, date) { "{name}, {date}" / "{name}, {date}" }
    one_came_from { "1 entry came from it" / "1 entrée en vient" }
    came_from(n) { "{n} entries came from it" / "Éléments qui en viennent : {n}" }
    undo_merge { "Undo" / "Annuler" }
    is_trace(name) { "This record was merged into {name}" / "Cette fiche a été fusionnée avec {name}" }
    is_trace_body { "Everything that belonged to it is there. Undo the merge on that page to get it back." / "Tout ce qui lui appartenait s'y trouve. Annulez la fusion sur cette page pour le récupérer." }
    open_kept { "Open it" / "L'ouvrir" }
    more_actions { "More actions" / "Autres actions" }
    units { "Units" / "Véhicules" }
    units_n(n) { "Units · {n}" / "Véhicules · {n}" }
    no_units { "No vehicles listed yet. Once they are, customers are found by number, plate and VIN." / "Aucun véhicule pour l'instant. Une fois inscrits, on trouve le client par numéro, plaque et NIV." }
    add_unit { "Add unit" / "Ajouter un véhicule" }
    unit_number { "Number" / "Numéro" }
    unit_number_hint { "What the customer calls it" / "Comme le client l'appelle" }
    plate { "Plate" / "Plaque" }
    vin { "VIN" / "NIV" }
    make { "Make" / "Marque" }
    model { "Model" / "Modèle" }
    year { "Year" / "Année" }
    in_service { "In service" / "En service" }
    in_service_hint { "Off archives it: it stays here with its history." / "Désactivé, il est archivé : il reste ici avec son historique." }
    show_all_units(n) { "Show all {n}" / "Afficher les {n}" }
    show_fewer { "Show fewer" / "En afficher moins" }
    vin_length { "A VIN has 17 characters. Kept as it is." / "Un NIV compte 17 caractères. Gardé tel quel." }
    vin_letter { "A VIN has no I, O, Q or signs. Kept as it is." / "Un NIV n'a ni I, ni O, ni Q, ni signes. Gardé tel quel." }
    vin_digit(right) { "Check the VIN: its ninth character would be {right}. Kept as it is." / "Vérifiez le NIV : son neuvième caractère serait {right}. Gardé tel quel." }
    fleet { "Fleet settings" / "Réglages du parc" }
    no_fleet { "Nothing set: work is done on call and each job is approved." / "Rien de réglé : le travail se fait sur appel et chaque travail est approuvé." }
    set_up { "Set up" / "Régler" }
    off { "Off" / "Désactivé" }
    fleet_size { "Fleet size" / "Taille du parc" }
    fleet_size_hint { "All vehicles, listed or not" / "Tous les véhicules, inscrits ou non" }
    service_mode { "Service" / "Service" }
    mode_on_call { "On call" / "Sur appel" }
    mode_lot_walk { "Lot walking" / "Tournée du parc" }
    mode_both { "Lot walking and on call" / "Tournée du parc et sur appel" }
    lot_walk { "Lot walk" / "Tournée du parc" }
    walk_days { "Days the lot is walked" / "Jours de la tournée" }
    walk_at { "Starts at" / "Commence à" }
    how_often { "How often" / "Fréquence" }
    every_week { "every week" / "chaque semaine" }
    every_n_weeks(n) { "every {n} weeks" / "toutes les {n} semaines" }
    auto_approve { "Approve automatically" / "Approuver automatiquement" }
    auto_approve_hint { "Jobs up to an amount need no approval." / "Les travaux jusqu'à un montant n'exigent pas d'approbation." }
    auto_approve_up_to { "Up to" / "Jusqu'à" }
    photo_required { "Photo before approval" / "Photo avant l'approbation" }
    photo_required_hint { "A job is approved only with a photo of the damage." / "Un travail n'est approuvé qu'avec une photo du dommage." }
    technicians { "Preferred technicians" / "Techniciens préférés" }
    technicians_hint { "The first who is free is sent." / "Le premier qui est libre est envoyé." }
    add_technician { "Add a technician" / "Ajouter un technicien" }
    repair_prices { "Repair prices" / "Prix des réparations" }
    standard_prices { "The standard prices hold for each repair of a unit." / "Les prix courants valent pour chaque réparation d'un véhicule." }
    own_prices(days) { "Agreed {days}, for each repair of a unit." / "Convenus {days}, pour chaque réparation d'un véhicule." }
    first_repair { "1st" / "1re" }
    second_repair { "2nd" / "2e" }
    third_repair { "3rd" / "3e" }
    fourth_repair { "4th" / "4e" }
    later_repairs { "5th and later" / "5e et suivantes" }
    discount_from(percent, n) { "{percent} off from {n} repairs at once" / "rabais de {percent} dès {n} réparations à la fois" }
    new_prices { "Set prices" / "Fixer des prix" }
    new_prices_about { "They hold from their first day on. Prices without a last day end the day before." / "Ils valent dès leur premier jour. Les prix sans dernier jour prennent fin la veille." }
    discount { "Volume discount" / "Rabais de volume" }
    discount_from_n { "From so many repairs" / "Dès tant de réparations" }
    discount_hint { "At one visit" / "Lors d'une même visite" }
    first_day { "First day" / "Premier jour" }
    last_day { "Last day" / "Dernier jour" }
    reason { "Reason" / "Motif" }
    reason_hint { "Who asked, what was agreed" / "Qui l'a demandé, ce qui a été convenu" }
    from_until(from, until) { "{from} to {until}" / "du {from} au {until}" }
    since_day(from) { "from {from}" / "dès le {from}" }
    set_by(who, date, why) { "{who}, {date}: {why}" / "{who}, {date} : {why}" }
    in_effect { "In effect" / "En vigueur" }
    planned { "Planned" / "Prévus" }
    withdrawn { "Withdrawn" / "Retirés" }
    withdraw { "Withdraw" / "Retirer" }
    prices_withdrawn { "Prices withdrawn" / "Prix retirés" }
    end_list { "End prices" / "Mettre fin aux prix" }
    end_list_about { "After the last day the next prices hold, or the standard ones." / "Après le dernier jour, les prix suivants valent, ou les prix courants." }
    yes { "Yes" / "Oui" }
    no { "No" / "Non" }
    not_said { "Not said" / "Non précisé" }
    any { "Any" / "Tous" }
    apply { "Apply" / "Appliquer" }
    more_filters { "More filters" / "Autres filtres" }
    filter_by_fields { "Filter by your own fields" / "Filtrer par vos propres champs" }
    holds(words) { "holds {words}" / "contient {words}" }
    holds_hint { "Words anywhere in it" / "Des mots n'importe où dans le champ" }
    from_value(value) { "from {value}" / "à partir de {value}" }
    up_to_value(value) { "up to {value}" / "jusqu'à {value}" }
    field_from(field) { "{field}, from" / "{field}, à partir de" }
    field_up_to(field) { "{field}, up to" / "{field}, jusqu'à" }
    own_fields { "Fields of your own" / "Vos propres champs" }
    own_fields_about { "What you keep of customers and leads beyond what everybody keeps. These fields stand in forms and on records, filter the lists, and come along in imports and exports. What a lead says in a field goes to its customer, where they have a field with the same key and type." / "Ce que vous gardez des clients et des pistes en plus de ce que tous gardent. Ces champs figurent dans les formulaires et sur les fiches, filtrent les listes et suivent dans les importations et exportations. Ce qu'une piste dit dans un champ passe à son client, s'il a un champ de même clé et de même type." }
    fields_of_customers { "Of customers" / "Des clients" }
    fields_of_people { "Of people" / "Des personnes" }
    fields_of_leads { "Of leads" / "Des pistes" }
    on_form { "On public forms" / "Sur les formulaires publics" }
    on_form_hint { "Visitors who ask for an offer fill it in." / "Les visiteurs qui demandent une offre le remplissent." }
    no_fields { "No fields of your own yet" / "Aucun champ à vous pour l'instant" }
    add_field { "Add field" / "Ajouter un champ" }
    field_label { "Label" / "Libellé" }
    field_key { "Key" / "Clé" }
    field_key_hint { "What imports, exports and the API call it. It never changes; left empty, it is made of the label." / "Son nom dans les importations, les exportations et l'API. Elle ne change jamais; laissée vide, elle vient du libellé." }
    kind_hint { "It cannot be changed later." / "Ne peut être changé ensuite." }
    kind_text { "Text" / "Texte" }
    kind_number { "Number" / "Nombre" }
    kind_date { "Date" / "Date" }
    kind_yes_no { "Yes or no" / "Oui ou non" }
    kind_choice { "Choice" / "Choix" }
    choices { "Choices" / "Choix" }
    choices_hint { "One a line" / "Un par ligne" }
    choices_edit_hint { "One a line. Records keep a choice you take away until somebody changes it." / "Un par ligne. Les fiches gardent un choix que vous retirez jusqu'à ce que quelqu'un le change." }
    must_be_filled { "Must be filled in" / "À remplir obligatoirement" }
    optional { "Optional" / "Facultatif" }
    archived { "Archived" / "Archivé" }
    archived_hint { "Forms and stages ask for it no more. What stands in records stays." / "Les formulaires et les étapes ne le demandent plus. Ce qui figure dans les fiches y reste." }
    move_up(label) { "Move {label} up" / "Monter {label}" }
    move_down(label) { "Move {label} down" / "Descendre {label}" }
    field_placed(label, place) { "{label} is now number {place}" / "{label} : maintenant numéro {place}" }
}
