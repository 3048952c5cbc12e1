using System.Reflection;
using KioskSim.Centre.Host;
using KioskSim.Security.Tests.Code;

namespace KioskSim.Security.Tests;

/// <summary>
/// The centre passes on what it cannot open: of the envelope its program uses what a card signs and JPKI answers to, and nothing that opens
/// or could hold a key for it (002-09, 002-14).
/// </summary>
public sealed class RelayTests
{
    const string Used = """
        EvidenceDigest.Compute
        EvidenceDigest.OcspNonce
        EvidenceDigest.OcspNonceAgain
        """;

    static readonly Assembly[] Program = [Assembly.Load("KioskSim.Centre"), typeof(CentreHost).Assembly];

    [Fact]
    public void Of_the_envelope_the_centre_uses_these_002_09_002_14()
    {
        var used = Calls.Of(Program.SelectMany(a => a.GetTypes())).Select(c => c.To)
            .Where(to => to.DeclaringType!.Namespace?.StartsWith("KioskSim.Envelope", StringComparison.Ordinal) == true || IsCipher(to.DeclaringType))
            .Select(Calls.NameOf).Distinct().Order(StringComparer.Ordinal);

        Assert.Equal(Used, string.Join('\n', used));
    }

    static bool IsCipher(Type type) => type.Name.StartsWith("ECDiffieHellman", StringComparison.Ordinal) || type.Name.StartsWith("Aes", StringComparison.Ordinal);
}
