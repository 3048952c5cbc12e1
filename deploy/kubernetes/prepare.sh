#!/bin/sh
# prepare.sh [<folder>]: what a cluster is given (artifacts/kubernetes): the keys, certificates and configurations of an invented prefecture, where they are not
# there yet, and three folders for kubectl apply -k: all (every service), machine (somebody before the machine), prover. It talks to no cluster.
# RESIDENTS, SEED, KIOSKS: how large the prefecture is, which people, how many machines. REGISTRY, TAG: where the cluster finds the images.
set -eu

here=$(CDPATH='' cd -- "$(dirname "$0")" && pwd)
checkout=$here/../..
folder=${1:-$checkout/artifacts/kubernetes}
kiosksim="${DOTNET:-dotnet} $checkout/artifacts/bin/KioskSim.Cli/release/kiosksim.dll"
residents=${RESIDENTS:-3000}
seed=${SEED:-1}

if [ ! -e "$folder/all" ]; then
    mkdir -p "$folder"
    work=$(mktemp -d)
    trap 'rm -rf "$work"' EXIT INT TERM
    $kiosksim seed --residents "$residents" --seed "$seed" --world "$work/world" >/dev/null
    $kiosksim deployment --kiosks "${KIOSKS:-4}" --world "$work/world" --out "$work/secrets" >/dev/null
    # kustomize reads a file only from the folder of whoever names it.
    (umask 077 && mkdir "$folder/all.unfinished" "$folder/machine" "$folder/prover")
    mv "$work/secrets/machine" "$folder/machine/deployment"
    mv "$work/secrets/prover" "$folder/prover/deployment"
    mv "$work/secrets" "$folder/all.unfinished/secrets"
    printf 'RESIDENTS=%s\nSEED=%s\n' "$residents" "$seed" >"$folder/all.unfinished/world.env"
    cp "$folder/all.unfinished/world.env" "$folder/machine"
    cp "$folder/all.unfinished/world.env" "$folder/prover"
    mv "$folder/all.unfinished" "$folder/all"
fi

write() { # <which> <what it stands on> <namespace of who needs the world> <secrets>
    {
        cat <<END
apiVersion: kustomize.config.k8s.io/v1beta1
kind: Kustomization
resources:
  - $(realpath --relative-to="$folder/$1" "$2")
configMapGenerator:
  - {name: world, namespace: $3, envs: [world.env], options: {disableNameSuffixHash: true}}
secretGenerator:
END
        printf '%s\n' "$4" | while read -r namespace name files; do
            echo "  - {name: $name, namespace: $namespace, files: [$files]}"
        done
        echo "images:"
        for image in kiosksim kiosksim-centre kiosksim-jpki kiosksim-city kiosksim-kiosk kiosksim-inquiry; do
            echo "  - {name: $image, newName: ${REGISTRY:+$REGISTRY/}$image, newTag: \"${TAG:-local}\"}"
        done
    } >"$folder/$1/kustomization.yaml"
}

write all "$here" kiosksim-cities "kiosksim-centre centre deployment=secrets/centre
kiosksim-centre postgres password=secrets/centre-postgres-password, identity=secrets/centre-postgres-identity
kiosksim-jpki jpki deployment=secrets/jpki
kiosksim-jpki postgres password=secrets/jpki-postgres-password, identity=secrets/jpki-postgres-identity
kiosksim-cities city-482013 deployment=secrets/city-482013
kiosksim-cities city-lgwan-asp deployment=secrets/city-lgwan-asp
kiosksim-cities registers deployment=secrets/registers
kiosksim-cities postgres password=secrets/city-postgres-password, identity=secrets/city-postgres-identity
kiosksim-store kiosk deployment=secrets/kiosk
kiosksim-inquiry inquiry deployment=secrets/inquiry"
write machine "$here/machine" kiosksim-store "kiosksim-store machine deployment=deployment"
write prover "$here/prover" kiosksim-store "kiosksim-store prover deployment=deployment"

echo "$folder is ready: kubectl apply --server-side -k $folder/all (docs/kubernetes.md)."
