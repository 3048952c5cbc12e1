using System.Security.Cryptography;
using FsCheck;
using FsCheck.Fluent;
using KioskSim.City.Numbers;
using KioskSim.City.Tests.Fixtures;
using KioskSim.Domain.Randomness;
using KioskSim.Domain.Values;
using KioskSim.Registers;

namespace KioskSim.City.Tests.Numbers;

public sealed class SealedNumbersTests : IDisposable
{
    static readonly ResidentId Hanako = new(1);
    static readonly ResidentId Taro = new(2);

    readonly SealedNumbers _numbers = new(new byte[SealedNumbers.KeySize], new SeededEntropy(1, "numbers"));

    [Fact]
    public void Every_number_comes_back_for_its_own_city_and_resident_000_43() => Prop.ForAll(
        Gen.Choose(0, 999_999).Two().ToArbitrary(),
        digits =>
        {
            var number = IndividualNumber.FromElevenDigits($"{digits.Item1:D6}{digits.Item2 % 100_000:D5}");
            return _numbers.Open(Town.Here, Hanako, _numbers.Seal(Town.Here, Hanako, number)) == number;
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void A_sealed_number_is_bound_to_city_and_resident_000_43_001_44()
    {
        var box = _numbers.Seal(Town.Here, Hanako, Rows.MarkerNumber);
        Assert.ThrowsAny<CryptographicException>(() => _numbers.Open(Town.Here, Taro, box));
        Assert.ThrowsAny<CryptographicException>(() => _numbers.Open(Town.Elsewhere, Hanako, box));
    }

    [Fact]
    public void Every_single_changed_bit_is_refused_000_43()
    {
        var box = _numbers.Seal(Town.Here, Hanako, Rows.MarkerNumber);
        for (var bit = 0; bit < 8 * box.Length; bit++)
        {
            var altered = box.ToArray();
            altered[bit / 8] ^= (byte)(1 << bit % 8);
            Assert.ThrowsAny<CryptographicException>(() => _numbers.Open(Town.Here, Hanako, altered));
        }
    }

    [Theory]
    [InlineData(0)]
    [InlineData(39)]
    [InlineData(41)]
    public void Another_length_is_refused(int length) =>
        Assert.ThrowsAny<CryptographicException>(() => _numbers.Open(Town.Here, Hanako, new byte[length]));

    [Fact]
    public void Another_key_opens_nothing_000_43()
    {
        var box = _numbers.Seal(Town.Here, Hanako, Rows.MarkerNumber);
        using var other = new SealedNumbers([.. Enumerable.Repeat((byte)1, SealedNumbers.KeySize)], new SeededEntropy(1, "numbers"));
        Assert.ThrowsAny<CryptographicException>(() => other.Open(Town.Here, Hanako, box));
    }

    [Fact]
    public void No_nonce_is_used_twice_not_even_for_the_same_number()
    {
        var nonces = Enumerable.Range(0, 5_000).Select(_ => Convert.ToHexString(_numbers.Seal(Town.Here, Hanako, Rows.MarkerNumber).AsSpan(0, 12)));
        Assert.Equal(5_000, nonces.Distinct().Count());
    }

    [Theory]
    [InlineData(0)]
    [InlineData(16)]
    [InlineData(33)]
    public void A_key_of_another_length_is_refused(int length) =>
        Assert.Throws<ArgumentException>(() => new SealedNumbers(new byte[length], Entropy.Secure));

    public void Dispose() => _numbers.Dispose();
}
