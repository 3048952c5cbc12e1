using System.Security.Cryptography;
using System.Text;
using KioskSim.Domain.Randomness;
using KioskSim.Domain.Values;
using KioskSim.Envelope.Hpke;
using KioskSim.Envelope.Parcels;

namespace KioskSim.Envelope.Tests;

/// <summary>The front of a sheet on its back: for the inquiry site's eyes alone, and known to be the city's.</summary>
public sealed class FrontParcelTests : IDisposable
{
    static readonly FrontHeader Header = new(
        new MunicipalityCode("482013"), "R8-0000123", new DateTimeOffset(2026, 11, 18, 10, 15, 0, TimeSpan.FromHours(9)), 2, 3, SHA256.HashData([1]));

    static readonly byte[] Picture = [.. Enumerable.Range(0, 4000).Select(i => (byte)(i * 7))];

    readonly SeededEntropy _entropy = new(1, "fronts");
    readonly ECDsa _city = ECDsa.Create(ECCurve.NamedCurves.nistP256);
    readonly ECDiffieHellman _site;

    public FrontParcelTests() => _site = DhKem.DeriveKeyPair(_entropy.Bytes(32));

    [Fact]
    public void The_inquiry_site_reads_what_the_city_sealed_and_knows_that_it_was_the_city_000_56_000_57()
    {
        Assert.True(FrontParcel.TryOpen(_site, Sealed(), out var front));
        using (front)
        {
            Assert.Equal(
                (Header.Municipality, Header.IssuedAt, Header.Sheet, Header.Sheets), (front.Municipality, front.IssuedAt, front.Sheet, front.Sheets));
            Assert.Equal(Encoding.UTF8.GetBytes(Header.IssueNumber), front.IssueNumber);
            Assert.Equal(Header.Form.Span, front.Form);
            Assert.Equal(Picture, front.Picture.ToArray());
            Assert.True(front.IsSignedBy(_city));
        }
    }

    [Fact]
    public void Nobody_else_reads_it_000_56()
    {
        using var other = DhKem.DeriveKeyPair(_entropy.Bytes(32));
        var parcel = Sealed();
        Assert.False(FrontParcel.TryOpen(other, parcel, out _));
        Assert.True(parcel.AsSpan().IndexOf(Picture.AsSpan(0, 16)) < 0);
        Assert.True(parcel.AsSpan().IndexOf("R8-0000123"u8) < 0);
    }

    [Fact]
    public void A_parcel_with_any_bit_changed_or_any_byte_missing_does_not_open_000_57()
    {
        var parcel = Sealed();
        for (var i = 0; i < parcel.Length; i += 37)
        {
            var altered = parcel.ToArray();
            altered[i] ^= 1;
            Assert.False(FrontParcel.TryOpen(_site, altered, out _));
            Assert.False(FrontParcel.TryOpen(_site, parcel.AsSpan(0, i), out _));
        }
    }

    [Fact]
    public void What_anybody_else_sealed_for_the_site_is_not_the_citys_000_57()
    {
        using var forger = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        Assert.True(FrontParcel.TryOpen(_site, Sealed(forger), out var front));
        using (front)
            Assert.False(front.IsSignedBy(_city));
    }

    [Fact]
    public void The_same_front_is_never_the_same_parcel() => Assert.NotEqual(Sealed(), Sealed());

    public void Dispose()
    {
        _city.Dispose();
        _site.Dispose();
    }

    byte[] Sealed(ECDsa? signer = null)
    {
        using var ephemeral = DhKem.DeriveKeyPair(_entropy.Bytes(32));
        return FrontParcel.Seal(Header, Picture, signer ?? _city, DhKem.PublicKeyOf(_site), ephemeral);
    }
}
