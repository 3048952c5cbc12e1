using KioskSim.Pki.Certificates;
using KioskSim.Pki.Der;

namespace KioskSim.Pki.Paths;

/// <summary>
/// The policies under which a path is valid so far. RFC 5280, section 6.1, keeps a tree of them, which a hostile path makes grow
/// exponentially; RFC 9618 replaces it by a graph. Of that graph only the nodes of the last certificate are needed, and of each the
/// policies of the first authority that it descends from: that is what is kept here.
/// </summary>
sealed class PolicySet
{
    List<Node> _nodes = [];
    bool _any = true;

    /// <summary>The path is valid under no policy: the NULL tree.</summary>
    public bool IsEmpty => !_any && _nodes.Count == 0;

    /// <summary>RFC 5280, 6.1.3 (d) and (e).</summary>
    /// <param name="anyIsOne">Whether the policy that stands for any may still be used.</param>
    public void Narrow(IReadOnlyList<string> policies, bool anyIsOne)
    {
        List<Node> next = [];
        foreach (var policy in policies)
        {
            if (policy != Oids.AnyPolicy && DescendantOf(policy) is { } node)
                next.Add(node);
        }

        var any = anyIsOne && policies.Contains(Oids.AnyPolicy);
        if (any)
        {
            foreach (var expected in _nodes.SelectMany(node => node.Expected).Distinct())
            {
                if (!next.Exists(node => node.Policy == expected))
                    next.Add(DescendantOf(expected)!);
            }
        }

        _nodes = next;
        _any &= any;
    }

    /// <summary>RFC 5280, 6.1.4 (b).</summary>
    /// <param name="allowed">When not, a policy that is mapped to another one is as good as none.</param>
    public void Map(IReadOnlyList<PolicyMapping> mappings, bool allowed)
    {
        foreach (var mapped in mappings.GroupBy(mapping => mapping.Issuers, mapping => mapping.Subjects))
        {
            var node = _nodes.Find(node => node.Policy == mapped.Key);
            if (!allowed)
                _nodes.RemoveAll(node => node.Policy == mapped.Key);
            else if (node is not null)
                node.Expected = [.. mapped];
            else if (_any)
                _nodes.Add(new Node(mapped.Key, [mapped.Key]) { Expected = [.. mapped] });
        }
    }

    /// <summary>Whether what the path is valid under is also what the user asked for: RFC 5280, 6.1.5 (g).</summary>
    /// <param name="accepted">Null accepts any.</param>
    public bool Meets(IReadOnlyList<string>? accepted) =>
        accepted is null ? !IsEmpty : (_any && accepted.Count > 0) || _nodes.Exists(node => node.Roots.Overlaps(accepted));

    Node? DescendantOf(string policy)
    {
        HashSet<string>? roots = null;
        foreach (var parent in _nodes)
        {
            if (parent.Expected.Contains(policy))
                (roots ??= new(StringComparer.Ordinal)).UnionWith(parent.Roots);
        }

        if (roots is null && _any)
            roots = [policy];
        return roots is null ? null : new Node(policy, roots);
    }

    /// <param name="Roots">Policies, as the first authority names them, of which this one is what became by mappings.</param>
    sealed record Node(string Policy, HashSet<string> Roots)
    {
        public IReadOnlyList<string> Expected { get; set; } = [Policy];
    }
}
