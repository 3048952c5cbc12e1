using System.Reflection;
using KioskSim.Centre.Host;
using KioskSim.Security.Tests.Code;

namespace KioskSim.Security.Tests;

/// <summary>
/// The centre passes on what it cannot open: of the envelope its program uses what checks a card's signature, and nothing that opens or holds a
/// key for opening (002-09, 002-14). That it is given no such key the deployment's tests say.
/// </summary>
public sealed class RelayTests
{
    const string Used = """
        x
        """;

    static readonly Assembly[] Program = [Assembly.Load("KioskSim.Centre"), typeof(CentreHost).Assembly];

    [Fact]
    public void Of_the_envelope_the_centre_uses_these_002_09_002_14()
    {
        var used = Calls.Of(Program.SelectMany(a => a.GetTypes())).Select(c => c.To)
            .Where(to => to.DeclaringType!.Namespace!.StartsWith("KioskSim.Envelope", StringComparison.Ordinal) || IsCipher(to.DeclaringType))
            .Select(Calls.NameOf).Distinct().Order(StringComparer.Ordinal);

        Assert.Equal(Used, string.Join('\n', used));
    }

    static bool IsCipher(MemberInfo type) => type.Name.StartsWith("ECDiffieHellman", StringComparison.Ordinal) || type.Name.StartsWith("Aes", StringComparison.Ordinal);
}
