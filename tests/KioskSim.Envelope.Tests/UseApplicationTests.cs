using System.Security.Cryptography;
using System.Text;
using KioskSim.Domain.Errors;
using KioskSim.Domain.Randomness;
using KioskSim.Domain.Values;
using KioskSim.Envelope.Hpke;
using KioskSim.Envelope.Parcels;
using static KioskSim.Fixtures.Refusals;

namespace KioskSim.Envelope.Tests;

/// <summary>An application for use registration: typed field by field, sealed for one city, read there or refused.</summary>
public sealed class UseApplicationTests : IDisposable
{
    static readonly Routing Route = new(new SessionId(7), new KioskId("K0001"), new("482013"), CertificateKind.FamilyRegister);

    readonly SeededEntropy _entropy = new(1, "use");
    readonly ECDiffieHellman _city;

    public UseApplicationTests() => _city = DhKem.DeriveKeyPair(_entropy.Bytes(32));

    [Fact]
    public void The_city_reads_what_was_typed()
    {
        var read = UseApplication.Open(Route, _city, Sealed("葦原県潮崎市汐見町一丁目2番地", "𠮷田　葛󠄀城", "𠮷田　花子", "19900401"));
        Assert.Equal(new UseApplication("葦原県潮崎市汐見町一丁目2番地", "𠮷田　葛󠄀城", "𠮷田　花子", new DateOnly(1990, 4, 1)), read);
        Assert.DoesNotContain("花子", read.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void The_shortest_and_the_longest_have_one_size_002_14() => Assert.Equal(
        Sealed("1", "2", "3", "19900401").Length,
        Sealed(new string('葦', 100), new string('原', 60), new string('県', 60), "19900401").Length);

    [Theory]
    [InlineData("", "2", "3", "19900401")]
    [InlineData("1", "", "3", "19900401")]
    [InlineData("1", "2", "", "19900401")]
    [InlineData("1", "2", "3", "")]
    [InlineData("1", "2", "3", "19900431")]
    [InlineData("1", "2", "3", "1990")]
    [InlineData("1", "2", "\xFF", "19900401")] // half a character
    public void A_field_that_is_missing_or_no_text_is_refused(string domicile, string head, string name, string birth) =>
        Assert.Equal(FlowErrorCode.ApplicationUnreadable, Refusal(() => UseApplication.Open(Route, _city, Sealed(domicile, head, name, birth))));

    [Fact]
    public void Under_another_routing_with_any_bit_changed_or_in_another_city_it_does_not_open()
    {
        var parcel = Sealed("1", "2", "3", "19900401");
        using var other = DhKem.DeriveKeyPair(_entropy.Bytes(32));
        Assert.Equal(FlowErrorCode.ApplicationUnreadable, Refusal(() => UseApplication.Open(Route, other, parcel)));
        Assert.Equal(FlowErrorCode.ApplicationUnreadable, Refusal(() => UseApplication.Open(Route with { Session = new(8) }, _city, parcel)));
        Assert.Equal(FlowErrorCode.ApplicationUnreadable, Refusal(() => UseApplication.Open(Route, _city, parcel[..^1])));
        for (var bit = 0; bit < parcel.Length * 8; bit += 97)
        {
            var flipped = parcel.ToArray();
            flipped[bit / 8] ^= (byte)(1 << bit % 8);
            Assert.Equal(FlowErrorCode.ApplicationUnreadable, Refusal(() => UseApplication.Open(Route, _city, flipped)));
        }
    }

    [Fact]
    public void No_application_for_a_certificate_can_be_read_as_one_for_use()
    {
        using var ephemeral = DhKem.DeriveKeyPair(_entropy.Bytes(32));
        var parcel = new Application(CertificateKind.FamilyRegister, new Copies(1), CertificateOptions.None)
            .Seal(Route, DhKem.PublicKeyOf(_city), ephemeral, new byte[Application.PlaintextSize]);
        Assert.Equal(FlowErrorCode.ApplicationUnreadable, Refusal(() => UseApplication.Open(Route, _city, parcel)));
        Assert.Equal(FlowErrorCode.ApplicationUnreadable, Refusal(() => Application.Open(Route, _city, Sealed("1", "2", "3", "19900401"))));
    }

    public void Dispose() => _city.Dispose();

    byte[] Sealed(params string[] fields)
    {
        var plaintext = new byte[UseApplication.PlaintextSize];
        foreach (var (field, text) in Enum.GetValues<UseField>().Zip(fields))
        {
            var bytes = text == "\xFF" ? [0xE8] : Encoding.UTF8.GetBytes(text);
            bytes.CopyTo(UseApplication.TextOf(plaintext, field));
            UseApplication.SetLength(plaintext, field, bytes.Length);
        }

        using var ephemeral = DhKem.DeriveKeyPair(_entropy.Bytes(32));
        return UseApplication.Seal(Route, DhKem.PublicKeyOf(_city), ephemeral, plaintext);
    }
}
