using System.Security.Cryptography;
using KioskSim.Domain.Randomness;
using KioskSim.Envelope.Hpke;

namespace KioskSim.Envelope.Tests;

/// <summary>What is taken for a public key is what can be sealed for; .NET, which looks by itself, agrees.</summary>
public sealed class PublicKeyTests
{
    readonly SeededEntropy _entropy = new(1, "points");

    [Fact]
    public void Every_key_is_one_and_with_any_bit_changed_none()
    {
        for (var i = 0; i < 50; i++)
        {
            using var key = DhKem.DeriveKeyPair(_entropy.Bytes(32));
            var point = DhKem.PublicKeyOf(key);
            Assert.True(DhKem.IsPublicKey(point));
            for (var bit = 0; bit < 8 * point.Length; bit += 13)
            {
                var altered = point.ToArray();
                altered[bit / 8] ^= (byte)(1 << bit % 8);
                Assert.Equal(IsKeyToDotNet(altered), DhKem.IsPublicKey(altered));
            }
        }
    }

    [Theory]
    [InlineData("")] // nothing
    [InlineData("04")] // no point
    [InlineData("00")] // infinity
    public void What_is_no_point_is_no_key(string hex) => Assert.False(DhKem.IsPublicKey(Convert.FromHexString(hex)));

    [Fact]
    public void A_point_whose_coordinates_are_too_large_is_no_key()
    {
        // x = p: the same residue as 0, of which there is a point.
        var point = new byte[DhKem.PublicKeySize];
        point[0] = 4;
        Convert.FromHexString("FFFFFFFF00000001000000000000000000000000FFFFFFFFFFFFFFFFFFFFFFFF").CopyTo(point, 1);
        Convert.FromHexString("66485C780E2F83D72433BD5D84A06BB6541C2AF31DAE871728BF856A174F93F4").CopyTo(point, 33);
        Assert.False(DhKem.IsPublicKey(point));
        point.AsSpan(1, 32).Clear();
        Assert.True(DhKem.IsPublicKey(point));
    }

    static bool IsKeyToDotNet(byte[] point)
    {
        try
        {
            var q = new ECPoint { X = point[1..33], Y = point[33..] };
            ECDiffieHellman.Create(new ECParameters { Curve = ECCurve.NamedCurves.nistP256, Q = q }).Dispose();
            return point[0] == 4;
        }
        catch (CryptographicException)
        {
            return false;
        }
    }
}
