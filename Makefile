# Thin stages. `make demo` and `make test` are all that a newcomer needs.
DOTNET ?= dotnet
KIOSKSIM = artifacts/bin/KioskSim.Cli/release/kiosksim.dll
# One compiler for all projects, also where the environment says otherwise: a cold one for each takes three times as long.
BUILD = $(DOTNET) build -c Release -nologo -v quiet -clp:NoSummary -p:UseSharedCompilation=true

.PHONY: help setup-tests fonts build demo test bench base-image images up demo-compose load-compose prove-compose down kubernetes reproducible sbom check-sbom clean

help: ## This list
	@awk -F ':.*## ' '/^[a-z-]+:.*## / {printf "%-12s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

fonts: ## The two fonts of the certificates, from Debian's packages; needs no root
	@services/Paper/Fonts/get-fonts.sh

setup-tests: ## Debian's packages that tests use; does nothing when they are there
	@tests/setup.sh

build: ## Everything, without warnings
	$(BUILD) KioskSim.sln

demo: fonts $(KIOSKSIM) ## An invented city, all services and one address to open in a browser; ARGS=--text: told in the terminal
	@$(DOTNET) $(KIOSKSIM) demo --out kiosksim-demo $(ARGS)

# Folders count as well: a file that was taken away changes only them.
$(KIOSKSIM): $(shell find protos services kiosk-emulator) Directory.Build.props Directory.Packages.props global.json
	@$(BUILD) services/Cli/KioskSim.Cli
	@touch $@

test: setup-tests fonts build ## All tests
	@tests/run.sh

bench: fonts ## Benchmarks
	$(BUILD) tests/KioskSim.Benchmarks
	$(DOTNET) artifacts/bin/KioskSim.Benchmarks/release/KioskSim.Benchmarks.dll $(ARGS)

base-image: ## Bases for images where none can be pulled, from Debian's packages and the installed runtime; what is made after it stands on them
	@deploy/images/make-base.sh kiosksim-base:local
	@deploy/images/make-postgres.sh kiosksim-postgres:local

images: ## Container images of the programs, on .NET's public one or that of base-image; BASE=<image>: on another
	@deploy/images/publish.sh artifacts/images
	@deploy/images/build.sh $(BASE)

up: images ## KioskSim as containers on lines that the kernel keeps apart (docs/containers.md)
	@deploy/containers/up.sh

demo-compose: ## One certificate of each kind through the containers that are up
	@deploy/containers/demo.sh $(ARGS)

load-compose: ## Load on the containers that are up; ARGS="--users 4 --issues 500"
	@deploy/containers/load.sh $(ARGS)

prove-compose: ## Proves security properties at the containers that are up
	@deploy/containers/compose.sh run --rm --use-aliases prover $(ARGS)

down: ## Ends the containers and removes all that they kept
	@deploy/containers/down.sh

kubernetes: fonts $(KIOSKSIM) ## What a cluster is given: keys, certificates and configurations for kubectl apply -k (docs/kubernetes.md)
	@deploy/kubernetes/prepare.sh

reproducible: ## Programs built twice from what is committed, in two places, and compared byte for byte
	@build/reproducible.sh $(PROJECT)

sbom: fonts ## What the programs are made of, as CycloneDX, in artifacts/sbom.cdx.json
	@$(BUILD) build/KioskSim.Sbom
	@$(DOTNET) artifacts/bin/KioskSim.Sbom/release/KioskSim.Sbom.dll . artifacts/sbom.cdx.json "$$(git log -1 --format=%cI)"

check-sbom: sbom ## The same list held against what cdxgen finds by itself; fetches it from npm
	@build/check-sbom.sh artifacts/sbom.cdx.json

clean: ## Everything that was built, and the demo
	rm -rf artifacts kiosksim-demo kiosksim-world out-tray load-report
