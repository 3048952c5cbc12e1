# Thin stages. `make demo` and `make test` are all that a newcomer needs.
DOTNET ?= dotnet
KIOSKSIM = artifacts/bin/KioskSim.Cli/release/kiosksim.dll
# One compiler for all projects, also where the environment says otherwise: a cold one for each takes three times as long.
BUILD = $(DOTNET) build -c Release -nologo -v quiet -clp:NoSummary -p:UseSharedCompilation=true

.PHONY: help setup-tests fonts build demo test bench base-image images clean

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

base-image: ## A base for images where none can be pulled, from Debian's packages and the installed runtime: make base-image images BASE=kiosksim-base:local
	@deploy/images/make-base.sh kiosksim-base:local

images: ## Container images of the programs; BASE=<image>: on another base than the public one of .NET
	@deploy/images/publish.sh artifacts/images
	@docker build -q $(if $(BASE),--build-arg BASE=$(BASE)) --target kiosksim -t kiosksim:local -f deploy/images/Dockerfile .

clean: ## Everything that was built, and the demo
	rm -rf artifacts kiosksim-demo kiosksim-world out-tray
