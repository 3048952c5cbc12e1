using System.Diagnostics.CodeAnalysis;
using KioskSim.Paper.Fronts;

namespace KioskSim.Inquiry;

/// <summary>The forms of the cities' certificates, by their digests; old ones stay, for sheets are checked years after they were printed.</summary>
/// <param name="forms">Gone through once, when the first is looked for.</param>
public sealed class KnownForms(IEnumerable<FrontForm> forms)
{
    readonly Lazy<Dictionary<string, FrontForm>> _forms = new(() => forms.DistinctBy(KeyOf).ToDictionary(KeyOf));

    public bool TryFind(ReadOnlySpan<byte> digest, [NotNullWhen(true)] out FrontForm? form) => _forms.Value.TryGetValue(Convert.ToHexString(digest), out form);

    static string KeyOf(FrontForm form) => Convert.ToHexString(form.Digest.Span);
}
