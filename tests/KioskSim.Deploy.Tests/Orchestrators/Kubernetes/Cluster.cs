using System.Text;
using System.Text.Json;
using KioskSim.Cluster.Containers;
using KioskSim.Fixtures;

namespace KioskSim.Deploy.Tests.Orchestrators.Kubernetes;

/// <summary>A pod that the cluster is asked for, or one that is somebody else's.</summary>
/// <param name="Name">Of what asks for it.</param>
/// <param name="Template">Null: it is somebody else's.</param>
sealed record Pod(string Namespace, string Name, IReadOnlyDictionary<string, string> Labels, JsonElement? Template = null)
{
    public string? Party => Labels.GetValueOrDefault("party");

    public JsonElement Spec => Template!.Value.At("spec");

    /// <summary>Those that begin it first, too.</summary>
    public IEnumerable<JsonElement> Containers =>
        [.. Spec.At("containers").EnumerateArray(), .. Spec.Maybe("initContainers")?.EnumerateArray() ?? []];

    public JsonElement Program => Spec.At("containers").EnumerateArray().First();

    public override string ToString() => $"{Namespace}/{Name}";
}

/// <summary>What a cluster is asked for: what kubectl makes of the folders of prepare.sh, in which each container's file says whose it is.</summary>
sealed class Cluster
{
    static readonly Lazy<Cluster> LazyServices = new(() => Build("all"));
    static readonly Lazy<Cluster> LazyEverything = new(() => Build("all", "machine", "prover"));

    /// <summary>All services, and nobody before the machine.</summary>
    public static Cluster Services => LazyServices.Value;

    /// <summary>With somebody before the machine, and with the prover.</summary>
    public static Cluster Everything => LazyEverything.Value;

    public required IReadOnlyList<JsonElement> Objects { get; init; }

    public IEnumerable<JsonElement> OfKind(string kind) => Objects.Where(o => o.At("kind").GetString() == kind);

    public IReadOnlyList<Pod> Pods =>
    [
        .. Objects.Where(o => o.At("kind").GetString() is "Deployment" or "StatefulSet" or "Job").Select(o =>
            new Pod(NamespaceOf(o), NameOf(o), Texts(o.At("spec", "template", "metadata", "labels")), o.At("spec", "template"))),
    ];

    public IReadOnlyDictionary<string, IReadOnlyDictionary<string, string>> Namespaces =>
        OfKind("Namespace").ToDictionary(NameOf, o => Labelled(NameOf(o), Texts(o.At("metadata", "labels"))));

    public static string NameOf(JsonElement one) => one.At("metadata", "name").GetString()!;

    public static string NamespaceOf(JsonElement one) => one.At("metadata", "namespace").GetString()!;

    public static IReadOnlyDictionary<string, string> Texts(JsonElement map) => map.EnumerateObject().ToDictionary(p => p.Name, p => p.Value.GetString()!);

    /// <summary>A cluster itself labels a namespace with its name.</summary>
    public static IReadOnlyDictionary<string, string> Labelled(string name, IReadOnlyDictionary<string, string>? labels = null) =>
        new Dictionary<string, string>(labels ?? new Dictionary<string, string>()) { ["kubernetes.io/metadata.name"] = name };

    static Cluster Build(params string[] folders)
    {
        var work = Directory.CreateTempSubdirectory("kiosksim-cluster-").FullName;
        try
        {
            Give(work);
            ForeignProgram.RunWell("dash", Path.Combine(Manifests.Folder, "kubernetes/prepare.sh"), [work]);
            return new Cluster
            {
                Objects = [.. folders.SelectMany(f => Manifests.Parse(ForeignProgram.RunWell("kubernetes-client", "kubectl", ["kustomize", Path.Combine(work, f)]).Output))],
            };
        }
        finally
        {
            Directory.Delete(work, recursive: true);
        }
    }

    // In the place of real keys.
    static void Give(string work)
    {
        string[] services = [ContainerMap.Centre, ContainerMap.Jpki, "city-482013", "city-lgwan-asp", ContainerMap.Registers, ContainerMap.Kiosk, ContainerMap.Inquiry];
        foreach (var file in services.Concat(ContainerMap.Databases.Select(ContainerMap.PasswordOf)).Concat(ContainerMap.Databases.Select(ContainerMap.IdentityOf)))
            Write(Path.Combine("all/secrets", file), file);
        foreach (var (folder, who) in ((string, string)[])[("all", ""), ("machine", ContainerMap.Machine), ("prover", ContainerMap.Prover)])
        {
            Write(Path.Combine(folder, "world.env"), "RESIDENTS=3000\nSEED=1\n");
            if (who.Length > 0)
                Write(Path.Combine(folder, "deployment"), who);
        }

        void Write(string path, string text)
        {
            Directory.CreateDirectory(Path.GetDirectoryName(Path.Combine(work, path))!);
            File.WriteAllText(Path.Combine(work, path), text, Encoding.ASCII);
        }
    }
}
