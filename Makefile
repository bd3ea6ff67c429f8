# The commands of this repository. Each says what it does and how long it tends to take, and may be run again at any time.
.DEFAULT_GOAL := help
.PHONY: help run test check fmt dist bench soak chaos migrations recovery fuzz injection setup

help: ## Show these commands
	@grep -E '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed -E 's/^([a-z]+):.*## /  make \1\t/'

run: ## Install what is missing, build, start on http://127.0.0.1:8080 with demo data
	@scripts/run

test: ## Run every test: style, lints, rules, use cases, wire, isolation, browser journeys
	@scripts/test

check: ## Compile server and browser clients without building them; warnings fail
	@scripts/check

fmt: ## Format the sources
	@scripts/fmt

dist: ## Build what people download, smallest size, against the budgets
	@scripts/dist

bench: ## Measure every bar on a release build with the dataset D1, against their history
	@scripts/bench

soak: ## Let 100 people work for two hours (SOAK_MINUTES, SOAK_USERS) and look what grows: memory, files, connections
	@scripts/soak

chaos: ## Kill, freeze, fill and cut everything at once for half an hour (CHAOS_MINUTES) while people work; it must be built
	@scripts/chaos

migrations: ## Carry out every migration on the dataset D1 while people work on it (BENCH_SCALE); takes minutes
	@scripts/prove-migrations

recovery: ## Back up a database of 1 GB (RESTORE_SCALE) while leads are entered, go back to a random second and compare; ten minutes
	@scripts/restore-drill

fuzz: ## Search for input that breaks readers of texts and bytes, FUZZ_SECONDS (60) each; reckon 1,000,000 invoices; ask the API 20,000 things
	@scripts/fuzz
	@scripts/fuzz-money
	@scripts/fuzz-api long

injection: ## Let sqlmap try to slip SQL into a hundred parameters of a demo server; the executable must be built; minutes
	@scripts/inject-sql

setup: ## Only install what is missing
	@scripts/setup all
