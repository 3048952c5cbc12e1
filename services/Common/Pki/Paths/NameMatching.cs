using KioskSim.Pki.Certificates;

namespace KioskSim.Pki.Paths;

/// <summary>Whether a name lies in a subtree, by the kind of name (RFC 5280, section 4.2.1.10).</summary>
static class NameMatching
{
    /// <returns>Null when that cannot be told: the kind is not known here, or the name is none of its kind.</returns>
    public static bool? IsWithin(GeneralName name, GeneralName subtree) => name.Kind switch
    {
        GeneralNameKind.Directory => IsDirectoryWithin(name.Value, subtree.Value),
        GeneralNameKind.Email => IsEmailWithin(name.Text, subtree.Text),
        GeneralNameKind.Dns => IsHostWithin(name.Text.TrimEnd('.'), subtree.Text),
        GeneralNameKind.Uri => HostOf(name.Text) is { } host ? IsExactOrBelow(host, subtree.Text) : null,
        GeneralNameKind.IpAddress => IsAddressWithin(name.Value.Span, subtree.Value.Span),
        _ => null,
    };

    static bool? IsDirectoryWithin(ReadOnlyMemory<byte> name, ReadOnlyMemory<byte> subtree) =>
        DistinguishedName.TryRead(name) is { } inner && DistinguishedName.TryRead(subtree) is { } outer ? inner.IsWithin(outer) : null;

    // A mailbox, all mailboxes of a host, or with a dot in front all hosts of a domain.
    static bool? IsEmailWithin(string name, string subtree)
    {
        var at = name.LastIndexOf('@');
        if (at < 1 || at == name.Length - 1)
            return null;
        var ofSubtree = subtree.LastIndexOf('@');
        return ofSubtree < 0
            ? IsExactOrBelow(name[(at + 1)..], subtree)
            : name.AsSpan(0, at).SequenceEqual(subtree.AsSpan(0, ofSubtree)) && Same(name[(at + 1)..], subtree[(ofSubtree + 1)..]);
    }

    // A host lies within every name that it ends in, label by label.
    static bool IsHostWithin(string name, string subtree) =>
        subtree.Length == 0 || subtree[0] == '.' ? EndsWith(name, subtree) : Same(name, subtree) || EndsWith(name, '.' + subtree);

    static bool IsExactOrBelow(string host, string subtree) => subtree.StartsWith('.') ? EndsWith(host, subtree) : Same(host, subtree);

    /// <returns>Null where no host is named: without an authority, an address in place of a name, or a name in disguise.</returns>
    static string? HostOf(string uri)
    {
        var start = uri.IndexOf("://", StringComparison.Ordinal);
        if (start < 1)
            return null;
        var authority = uri[(start + 3)..];
        var end = authority.IndexOfAny(['/', '?', '#']);
        authority = end < 0 ? authority : authority[..end];
        authority = authority[(authority.LastIndexOf('@') + 1)..];
        var port = authority.IndexOf(':', StringComparison.Ordinal);
        var host = (port < 0 ? authority : authority[..port]).TrimEnd('.');
        return host.Length == 0 || host[0] == '[' || char.IsAsciiDigit(host[^1]) || host.Contains('%') ? null : host;
    }

    // The subtree is an address and a mask, one after the other.
    static bool? IsAddressWithin(ReadOnlySpan<byte> name, ReadOnlySpan<byte> subtree)
    {
        if (name.Length is not (4 or 16) || subtree.Length is not (8 or 32))
            return null;
        if (subtree.Length != 2 * name.Length)
            return false;
        var mask = subtree[name.Length..];
        for (var i = 0; i < name.Length; i++)
        {
            if (((name[i] ^ subtree[i]) & mask[i]) != 0)
                return false;
        }

        return true;
    }

    static bool Same(string one, string other) => string.Equals(one, other, StringComparison.OrdinalIgnoreCase);

    static bool EndsWith(string name, string end) => name.EndsWith(end, StringComparison.OrdinalIgnoreCase);
}
