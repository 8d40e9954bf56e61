.DEFAULT_GOAL := help
SHELL := /bin/bash
.SHELLFLAGS := -euo pipefail -c
INSTALLED := node_modules/.package-lock.json

.PHONY: help run test check conformance bench certs clean

help: ## Show this list
	@grep -hE '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed -E 's/^([a-z]+):.*## /\1\t/' | expand -t 14

$(INSTALLED): package.json package-lock.json
	npm ci --no-fund --no-audit
	@touch $@

run: $(INSTALLED) ## Start the webhook over policies/, show verdicts on example reviews, go on serving (ONCE=1: exit after the table)
	@npm run --silent demo -- $(if $(ONCE),--once)

test: $(INSTALLED) ## Run all tests: units, policies, conformance, cel-spec, properties
	npm run --silent test

check: $(INSTALLED) ## Lint, format, types, unit tests
	npm run --silent lint
	npm run --silent types
	npm run --silent test:unit

conformance: $(INSTALLED) ## Run the cases recorded from kube-apiserver
	npm run --silent conformance

bench: $(INSTALLED) ## Measure against hand-written code and a no-op server
	npm run --silent bench

certs: $(INSTALLED) ## Write a development CA and serving certificate into certs/
	npm run --silent certs

clean: ## Remove everything that was installed or generated
	rm -rf node_modules dist coverage certs/*.pem
