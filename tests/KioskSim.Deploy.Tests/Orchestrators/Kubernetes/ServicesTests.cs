using System.CommandLine;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using KioskSim.Centre.Validity;
using KioskSim.Cli.Commands;
using KioskSim.Cli.Commands.Demos;
using KioskSim.Cli.Commands.Deployments;
using KioskSim.Cli.Commands.Proofs;
using KioskSim.Cluster.Containers;

namespace KioskSim.Deploy.Tests.Orchestrators.Kubernetes;

/// <summary>All services as a cluster is asked for them: what each is given, what it may do, and how it is brought up to date.</summary>
public sealed class ServicesTests
{
    // Two or more of them, on the tables that they share.
    static readonly Dictionary<string, int> Replicated = new() { ["centre"] = 2, ["jpki"] = 2, ["city-482013"] = 3, ["city-lgwan-asp"] = 2, ["inquiry"] = 2 };

    static IEnumerable<Pod> Programs => Cluster.Everything.Pods.Where(p => p.Party != "postgres");

    [Fact]
    public void Kubernetes_own_schemas_have_nothing_against_any_of_it() => Assert.Empty(KubernetesSchema.ErrorsOf(Cluster.Everything.Objects));

    [Fact]
    public void Namespaces_let_in_only_who_is_confined_and_everybody_is()
    {
        Assert.All(Cluster.Everything.Namespaces.Values, labels => Assert.Equal("restricted", labels["pod-security.kubernetes.io/enforce"]));
        Assert.Subset(Cluster.Everything.Namespaces.Keys.ToHashSet(), Cluster.Everything.Pods.Select(p => p.Namespace).ToHashSet());
        foreach (var pod in Cluster.Everything.Pods)
        {
            Assert.False(pod.Spec.At("automountServiceAccountToken").GetBoolean(), pod.ToString());
            Assert.False(pod.Spec.At("enableServiceLinks").GetBoolean(), pod.ToString());
            Assert.Empty(pod.Spec.EnumerateObject().Select(p => p.Name).Intersect(["hostNetwork", "hostPID", "hostIPC", "serviceAccountName"]));
            var own = pod.Spec.At("securityContext");
            Assert.True(own.At("runAsNonRoot").GetBoolean(), pod.ToString());
            Assert.Equal(pod.Party == "postgres" ? 999 : 1654, own.At("runAsUser").GetInt32());
            Assert.Equal("RuntimeDefault", own.At("seccompProfile", "type").GetString());
            Assert.All(pod.Spec.At("volumes").EnumerateArray(), v => Assert.Contains(v.EnumerateObject().Select(p => p.Name).Single(n => n != "name"), (string[])["secret", "emptyDir", "persistentVolumeClaim"]));
            foreach (var container in pod.Containers)
            {
                Assert.False(container.At("securityContext", "allowPrivilegeEscalation").GetBoolean(), pod.ToString());
                Assert.True(container.At("securityContext", "readOnlyRootFilesystem").GetBoolean(), pod.ToString());
                Assert.Equal(["ALL"], container.At("securityContext", "capabilities", "drop").EnumerateArray().Select(c => c.GetString()));
                Assert.Null(container.Maybe("securityContext", "capabilities", "add"));
                Assert.All((string[])["cpu", "memory"], what => Assert.NotNull(container.Maybe("resources", "requests", what) ?? container.Maybe("resources", "limits", what)));
                Assert.NotNull(container.Maybe("resources", "limits", "memory"));
            }
        }
    }

    [Fact]
    public void There_is_nowhere_on_the_kiosk_to_leave_anything_000_57()
    {
        var kiosk = Programs.Single(p => p.Name == ContainerMap.Kiosk);
        Assert.Equal(["/dev/shm", "/run/kiosksim"], kiosk.Program.At("volumeMounts").EnumerateArray().Select(m => m.At("mountPath").GetString()).Order(StringComparer.Ordinal));
        Assert.All(kiosk.Program.At("volumeMounts").EnumerateArray(), m => Assert.True(m.At("readOnly").GetBoolean()));
    }

    [Fact]
    public void Each_pod_is_given_the_files_that_were_made_for_it_and_nobody_elses()
    {
        var secrets = Cluster.Everything.OfKind("Secret").ToDictionary(
            s => (Cluster.NamespaceOf(s), Cluster.NameOf(s)), s => s.At("data").EnumerateObject().Select(d => (d.Name, Content: Encoding.ASCII.GetString(d.Value.GetBytesFromBase64()))).ToList());
        foreach (var pod in Cluster.Everything.Pods)
        {
            var volume = Assert.Single(pod.Spec.At("volumes").EnumerateArray(), v => v.Maybe("secret") is not null);
            var given = secrets[(pod.Namespace, volume.At("secret", "secretName").GetString()!)];
            Assert.Equal(pod.Party == "postgres" ? [ContainerMap.IdentityOf(pod.Name), ContainerMap.PasswordOf(pod.Name)] : [pod.Name], given.Select(g => g.Content).Order(StringComparer.Ordinal));
            Assert.Equal(0b100_100_000, volume.At("secret", "defaultMode").GetInt32()); // who runs it and its group
            var mount = Assert.Single(pod.Program.At("volumeMounts").EnumerateArray(), m => m.At("name").GetString() == volume.At("name").GetString());
            var told = pod.Program.Maybe("env") is { } env ? Words(pod.Program).Concat(env.EnumerateArray().Select(e => e.Maybe("value")?.GetString())) : Words(pod.Program);
            Assert.All(given, g => Assert.Contains(told, word => word?.EndsWith($"{mount.At("mountPath").GetString()}/{g.Name}", StringComparison.Ordinal) == true));
        }

        Assert.Equal(Cluster.Everything.Pods.Count(), secrets.Count); // there is none that nobody is given
    }

    [Fact]
    public void Programs_are_told_what_they_understand()
    {
        var dockerfile = File.ReadAllText(Path.Combine(Manifests.Folder, "images/Dockerfile"));
        foreach (var pod in Programs)
        {
            var image = pod.Program.At("image").GetString()!.Split(':')[0];
            var program = Regex.Match(dockerfile, $@"AS {image.Replace("kiosksim-", "", StringComparison.Ordinal)}\n(?:.+\n)*?ENTRYPOINT \[""dotnet"", ""([^""]+)""\]").Groups[1].Value;
            if (program == "kiosksim.dll")
            {
                Command command = pod.Name switch { ContainerMap.Registers => RegistersCommand.Create(), ContainerMap.Machine => DemoCommand.Create(), _ => ProveCommand.Create() };
                Assert.Equal(command.Name, Words(pod.Program)[0]);
                Assert.Empty(command.Parse([.. Words(pod.Program).Skip(1)]).Errors);
                var world = pod.Containers.Last();
                Assert.Equal("seed", Words(world)[0]);
                Assert.Empty(SeedCommand.Create().Parse([.. Words(world).Skip(1).Select(w => w.Replace("$(RESIDENTS)", "3000", StringComparison.Ordinal).Replace("$(SEED)", "1", StringComparison.Ordinal))]).Errors);
                Assert.Contains(Cluster.Everything.OfKind("ConfigMap"), m => Cluster.NamespaceOf(m) == pod.Namespace && Cluster.NameOf(m) == "world" && m.At("data", "SEED").GetString() == "1");
                continue;
            }

            Assert.Equal(["--deployment", "/run/kiosksim/deployment", .. pod.Name.StartsWith("city-", StringComparison.Ordinal) ? (string[])["--name", pod.Name["city-".Length..]] : []], Words(pod.Program));
            string[] check = ["dotnet", program, .. Words(pod.Program), "--check"];
            Assert.All((string[])["startupProbe", "readinessProbe", "livenessProbe"], probe => Assert.Equal(check, Texts(pod.Program.At(probe, "exec", "command"))));
        }
    }

    [Fact]
    public void A_server_listens_at_its_pods_own_address()
    {
        foreach (var pod in Programs.Where(p => p.Name is not (ContainerMap.Registers or ContainerMap.Inquiry)))
            Assert.Equal("status.podIP", Address(pod).At("valueFrom", "fieldRef", "fieldPath").GetString());
        Assert.Equal("0.0.0.0", Address(Programs.Single(p => p.Name == ContainerMap.Inquiry)).At("value").GetString()); // it has no line to keep apart

        static JsonElement Address(Pod pod) => Assert.Single(pod.Program.At("env").EnumerateArray(), e => e.At("name").GetString() == Hosting.Deployments.MachineAddress.Variable);
    }

    [Fact]
    public void Of_servers_that_are_several_one_is_there_before_another_goes_and_it_ends_what_it_has_begun()
    {
        var deployments = Cluster.Services.OfKind("Deployment").Where(d => d.At("spec", "replicas").GetInt32() > 1).ToDictionary(Cluster.NameOf);
        Assert.Equal(Replicated.OrderBy(r => r.Key), deployments.Select(d => KeyValuePair.Create(d.Key, d.Value.At("spec", "replicas").GetInt32())).OrderBy(r => r.Key));
        foreach (var (name, deployment) in deployments)
        {
            Assert.Equal(0, deployment.At("spec", "strategy", "rollingUpdate", "maxUnavailable").GetInt32());
            var pod = Cluster.Services.Pods.Single(p => p.Name == name);
            var budget = Assert.Single(Cluster.Services.OfKind("PodDisruptionBudget"), b => Cluster.NamespaceOf(b) == pod.Namespace && Cluster.NameOf(b) == name);
            Assert.Equal(1, budget.At("spec", "maxUnavailable").GetInt32());
            Assert.All(
                (JsonElement[])[budget.At("spec", "selector"), deployment.At("spec", "selector"), Assert.Single(pod.Spec.At("topologySpreadConstraints").EnumerateArray()).At("labelSelector")],
                selector => Assert.Equal(name, selector.At("matchLabels", "app.kubernetes.io/component").GetString()));
            Assert.True(pod.Spec.At("terminationGracePeriodSeconds").GetInt32() >= 30, name);
        }

        var centre = new CentreOptions();
        var longest = CentreOptions.SessionLife + centre.JpkiPatience + centre.CityPatience;
        Assert.True(TimeSpan.FromSeconds(Cluster.Services.Pods.Single(p => p.Name == ContainerMap.Centre).Spec.At("terminationGracePeriodSeconds").GetInt32()) > longest);
    }

    [Fact]
    public void Of_whom_two_would_be_one_too_many_there_are_never_two()
    {
        Assert.Equal("Recreate", Cluster.Services.OfKind("Deployment").Single(d => Cluster.NameOf(d) == ContainerMap.Registers).At("spec", "strategy", "type").GetString());
        Assert.Equal(((string[])[.. ContainerMap.Databases, ContainerMap.Kiosk]).Order(StringComparer.Ordinal), Cluster.Services.OfKind("StatefulSet").Select(Cluster.NameOf).Order(StringComparer.Ordinal));
        Assert.All(Cluster.Services.OfKind("StatefulSet"), s => Assert.Equal(1, s.Maybe("spec", "replicas")?.GetInt32() ?? 1));
        Assert.All(Cluster.Everything.OfKind("Job"), j => Assert.Equal(0, j.At("spec", "backoffLimit").GetInt32()));
    }

    static List<string> Words(JsonElement container) => Texts(container.At("args"));

    static List<string> Texts(JsonElement list) => [.. list.EnumerateArray().Select(w => w.GetString()!)];
}
