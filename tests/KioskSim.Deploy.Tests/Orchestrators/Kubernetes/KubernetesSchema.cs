using System.Text;
using System.Text.Json;
using KioskSim.Fixtures;

namespace KioskSim.Deploy.Tests.Orchestrators.Kubernetes;

/// <summary>Kubernetes' published schemas (npm kubernetes-models), which judge what is sent to a cluster.</summary>
static class KubernetesSchema
{
    // Says of each object on standard input what its kind's schema has against it.
    const string Judge = """
        const models = process.argv[1];
        const errors = [];
        for (const one of JSON.parse(require('fs').readFileSync(0, 'utf8'))) {
          try { new (require(`${models}/${one.apiVersion}`)[one.kind])(one).validate(); }
          catch (e) { errors.push(`${one.kind} ${one.metadata?.name}: ${e.message}`); }
        }
        process.stdout.write(JSON.stringify(errors));
        """;

    public static IReadOnlyList<string> ErrorsOf(IEnumerable<JsonElement> objects) => JsonSerializer.Deserialize<List<string>>(
        ForeignProgram.RunWell(
            "nodejs", "node", ["-e", Judge, "--", NodeModules.Find("kubernetes-models")],
            input: Encoding.UTF8.GetBytes($"[{string.Join(',', objects.Select(o => o.GetRawText()))}]")).Output)!;
}
