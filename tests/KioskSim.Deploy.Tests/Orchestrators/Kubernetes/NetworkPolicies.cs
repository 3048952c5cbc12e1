using System.Text.Json;

namespace KioskSim.Deploy.Tests.Orchestrators.Kubernetes;

/// <summary>
/// Who reaches whom by the policies of a cluster, as their specification has it (networking.k8s.io/v1): whoever a policy selects is cut off in its direction but for
/// what some policy lets through, and a connection needs both ends to let it. What no policy here uses is no part of this and is refused.
/// </summary>
/// <param name="namespaces">By name, with their labels; those of others too.</param>
sealed class NetworkPolicies(IReadOnlyList<JsonElement> policies, IReadOnlyDictionary<string, IReadOnlyDictionary<string, string>> namespaces)
{
    readonly Dictionary<(Pod End, string Type), IReadOnlyList<JsonElement>> _selecting = [];

    /// <param name="to">Null: an address outside of the cluster. <paramref name="from"/> likewise.</param>
    public bool Reaches(Pod? from, Pod? to, string protocol, int port) =>
        Lets(from, "Egress", "egress", "to", to, protocol, port) && Lets(to, "Ingress", "ingress", "from", from, protocol, port);

    bool Lets(Pod? end, string type, string rules, string peers, Pod? other, string protocol, int port)
    {
        if (end is null)
            return true;
        if (!_selecting.TryGetValue((end, type), out var selecting))
        {
            selecting = [.. policies.Where(p => Cluster.NamespaceOf(p) == end.Namespace && Types(p).Contains(type) && Selects(p.At("spec", "podSelector"), end.Labels))];
            _selecting.Add((end, type), selecting);
        }

        return selecting.Count == 0 || selecting.Any(p => (p.Maybe("spec", rules)?.EnumerateArray() ?? []).Any(rule =>
            IsAmong(rule.Maybe(peers), Cluster.NamespaceOf(p), other) && IsPort(rule.Maybe("ports"), protocol, port)));
    }

    bool IsAmong(JsonElement? peers, string home, Pod? other)
    {
        if (peers is not { } some || some.GetArrayLength() == 0)
            return true; // everybody, outside too
        return some.EnumerateArray().Any(peer =>
        {
            Know(peer, "namespaceSelector", "podSelector");
            if (other is null)
                return false;
            var isSpace = peer.Maybe("namespaceSelector") is { } space ? Selects(space, namespaces[other.Namespace]) : other.Namespace == home;
            return isSpace && (peer.Maybe("podSelector") is not { } pods || Selects(pods, other.Labels));
        });
    }

    static bool IsPort(JsonElement? ports, string protocol, int port)
    {
        if (ports is not { } some || some.GetArrayLength() == 0)
            return true;
        return some.EnumerateArray().Any(p =>
        {
            Know(p, "protocol", "port", "endPort");
            var first = p.At("port").GetInt32();
            return p.At("protocol").GetString() == protocol && port >= first && port <= (p.Maybe("endPort")?.GetInt32() ?? first);
        });
    }

    static bool Selects(JsonElement selector, IReadOnlyDictionary<string, string> labels)
    {
        Know(selector, "matchLabels");
        return selector.Maybe("matchLabels") is not { } wanted || Cluster.Texts(wanted).All(w => labels.GetValueOrDefault(w.Key) == w.Value);
    }

    static IEnumerable<string?> Types(JsonElement policy) => policy.At("spec", "policyTypes").EnumerateArray().Select(t => t.GetString());

    static void Know(JsonElement element, params string[] names)
    {
        if (element.EnumerateObject().Select(p => p.Name).Except(names).FirstOrDefault() is { } other)
            throw new NotSupportedException($"Nobody reckons with {other} here.");
    }
}
