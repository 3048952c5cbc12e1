using System.Diagnostics.CodeAnalysis;
using KioskSim.Paper.Fronts;

namespace KioskSim.Inquiry;

/// <summary>The forms of the cities' certificates, by their digests; old ones stay, for sheets are checked years after they were printed.</summary>
public sealed class KnownForms(IEnumerable<FrontForm> forms)
{
    readonly Dictionary<string, FrontForm> _forms = forms.DistinctBy(KeyOf).ToDictionary(KeyOf);

    public bool TryFind(ReadOnlySpan<byte> digest, [NotNullWhen(true)] out FrontForm? form) => _forms.TryGetValue(Convert.ToHexString(digest), out form);

    static string KeyOf(FrontForm form) => Convert.ToHexString(form.Digest.Span);
}
