using System.Text.Json;
using KioskSim.Cli.Commands.Loads;
using KioskSim.Deploy.Tests.Orchestrators.Kubernetes;

namespace KioskSim.Deploy.Tests.Orchestrators;

/// <summary>A load test in shares, as Swarm and Kubernetes are told to run it.</summary>
public sealed class LoadTests
{
    const string Folder = "kubernetes/load";

    [Fact]
    public void Kubernetes_own_schemas_have_nothing_against_it()
    {
        var objects = Objects();
        Assert.Empty(KubernetesSchema.ErrorsOf(objects));

        // What is wrong is found.
        var wrong = JsonDocument.Parse(Job(objects).GetRawText().Replace("\"completions\":4", "\"completions\":\"four\"", StringComparison.Ordinal)).RootElement;
        Assert.Contains("completions", Assert.Single(KubernetesSchema.ErrorsOf([wrong])), StringComparison.Ordinal);
    }

    [Fact]
    public void Every_file_of_the_folder_is_applied_and_none_other()
    {
        var listed = Manifests.Read($"{Folder}/kustomization.yaml")[0].At("resources").EnumerateArray().Select(r => r.GetString()!);
        var there = Directory.GetFiles(Path.Combine(Manifests.Folder, Folder)).Select(f => Path.GetFileName(f)).Except(["kustomization.yaml"]);
        Assert.Equal(there.Order(StringComparer.Ordinal), listed.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Each_pod_is_another_share_and_there_are_as_many_as_the_run_has()
    {
        var job = Job(Objects()).At("spec");
        Assert.Equal("Indexed", job.At("completionMode").GetString());
        Assert.Equal(0, job.At("backoffLimit").GetInt32());
        Assert.Equal("Never", job.At("template", "spec", "restartPolicy").GetString());

        var arguments = Container(job).At("args").EnumerateArray().Select(a => a.GetString()!).ToList();
        Assert.Equal("load", arguments[0]);
        foreach (var index in Enumerable.Range(0, job.At("completions").GetInt32()))
            Assert.Equal((index + 1, job.At("completions").GetInt32()), SharesOf(arguments, "JOB_COMPLETION_INDEX", index));
    }

    [Fact]
    public void A_pod_may_do_nothing_but_reckon()
    {
        var pod = Job(Objects()).At("spec", "template", "spec");
        Assert.False(pod.At("automountServiceAccountToken").GetBoolean());
        Assert.True(pod.At("securityContext", "runAsNonRoot").GetBoolean());
        Assert.Equal("RuntimeDefault", pod.At("securityContext", "seccompProfile", "type").GetString());
        var own = Container(Job(Objects()).At("spec")).At("securityContext");
        Assert.True(own.At("readOnlyRootFilesystem").GetBoolean());
        Assert.False(own.At("allowPrivilegeEscalation").GetBoolean());
        Assert.Equal(["ALL"], own.At("capabilities", "drop").EnumerateArray().Select(c => c.GetString()!));

        var policy = Objects().Single(o => o.At("kind").GetString() == "NetworkPolicy").At("spec");
        Assert.Equal(["Ingress", "Egress"], policy.At("policyTypes").EnumerateArray().Select(t => t.GetString()!));
        Assert.Equal(["podSelector", "policyTypes"], policy.EnumerateObject().Select(p => p.Name)); // no rule that lets anybody through
    }

    [Fact]
    public void A_Swarm_runs_as_many_copies_as_there_are_shares_each_once()
    {
        var stack = Assert.Single(Manifests.Read("swarm/load.yaml"));
        var service = stack.At("services", "shares");
        var shares = service.At("deploy", "replicas").GetString()!;
        Assert.Equal("none", service.At("deploy", "restart_policy", "condition").GetString());
        Assert.Equal("{{.Task.Slot}}", service.At("environment", "KIOSKSIM_SHARD").GetString());

        var command = service.At("command").GetString()!;
        Assert.Contains($"--shard auto/{shares} ", command, StringComparison.Ordinal);
        var usual = command.Replace(shares, "2", StringComparison.Ordinal).Replace("${KIOSKSIM_LOAD:-", "", StringComparison.Ordinal).Replace("}", "", StringComparison.Ordinal);
        Assert.Equal((2, 2), SharesOf(usual.Split(' '), "KIOSKSIM_SHARD", 2));

        Assert.True(service.At("read_only").GetBoolean());
        Assert.Equal("ALL", Assert.Single(service.At("cap_drop").EnumerateArray()).GetString());
        Assert.True(stack.At("networks", Assert.Single(service.At("networks").EnumerateArray()).GetString()!, "internal").GetBoolean());
    }

    static (int Number, int Of) SharesOf(IReadOnlyList<string> arguments, string variable, int number)
    {
        Environment.SetEnvironmentVariable(variable, $"{number}");
        try
        {
            var parsed = LoadCommand.Create().Parse([.. arguments.Skip(1)]);
            Assert.Empty(parsed.Errors);
            var shard = LoadPlan.Read(parsed).Fleet.Shard;
            return (shard.Number, shard.Of);
        }
        finally
        {
            Environment.SetEnvironmentVariable(variable, null);
        }
    }

    static List<JsonElement> Objects() =>
        [.. Manifests.Read($"{Folder}/kustomization.yaml")[0].At("resources").EnumerateArray().SelectMany(r => Manifests.Read($"{Folder}/{r.GetString()}"))];

    static JsonElement Job(IEnumerable<JsonElement> objects) => objects.Single(o => o.At("kind").GetString() == "Job");

    static JsonElement Container(JsonElement job) => Assert.Single(job.At("template", "spec", "containers").EnumerateArray());
}
