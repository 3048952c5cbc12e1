using FsCheck;
using FsCheck.Fluent;

namespace KioskSim.Fixtures.BadInput;

/// <summary>What becomes of good bytes on the way; positions are taken modulo the length.</summary>
public abstract record Damage
{
    public sealed record CutOff(int At) : Damage;

    public sealed record Flip(int Bit) : Damage;

    public sealed record Set(int At, byte Value) : Damage;

    public sealed record Leave(int At, int Count) : Damage;

    public sealed record Repeat(int At, int Count) : Damage;

    public sealed record Lengthen(int Count) : Damage;

    public sealed record Reencode(int Which) : Damage;

    public sealed record Noise(byte[] Content) : Damage;

    static Gen<int> Anywhere { get; } = Gen.Choose(0, int.MaxValue);

    /// <summary>Now and then more than any structure may have.</summary>
    static Gen<int> Much { get; } = Gen.Frequency((19, Gen.Choose(1, 600)), (1, Gen.Choose(1, 100_000)));

    static Gen<int> Some { get; } = Gen.Choose(1, 64);

    static Gen<byte> AnyByte { get; } = Gen.Choose(0, byte.MaxValue).Select(value => (byte)value);

    static Gen<Damage> One { get; } = Gen.OneOf(
        Anywhere.Select(at => (Damage)new CutOff(at)),
        Anywhere.Select(bit => (Damage)new Flip(bit)),
        Anywhere.Zip(AnyByte).Select(set => (Damage)new Set(set.Item1, set.Item2)),
        Anywhere.Zip(Some).Select(leave => (Damage)new Leave(leave.Item1, leave.Item2)),
        Anywhere.Zip(Some).Select(repeat => (Damage)new Repeat(repeat.Item1, repeat.Item2)),
        Much.Select(count => (Damage)new Lengthen(count)),
        Anywhere.Select(which => (Damage)new Reencode(which)),
        AnyByte.ArrayOf().Select(bytes => (Damage)new Noise(bytes)));

    /// <summary>Mostly one, at times a few, one after the other; and which of several samples they come to.</summary>
    public static Arbitrary<(int Sample, Damage[] Damages)> Any { get; } = Anywhere.Zip(
        Gen.Frequency((3, One.Select(damage => new[] { damage })), (1, Gen.Choose(2, 5).SelectMany(count => One.ArrayOf(count)))))
        .ToArbitrary();

    public static byte[] To(byte[] bytes, IEnumerable<Damage> damages) => damages.Aggregate(bytes, (now, damage) => damage.To(now));

    byte[] To(byte[] bytes) => this switch
    {
        Noise(var noise) => noise,
        _ when bytes.Length == 0 => bytes,
        CutOff(var at) => bytes[..(at % bytes.Length)],
        Flip(var bit) => Changed(bytes, bit / 8 % bytes.Length, (byte)(bytes[bit / 8 % bytes.Length] ^ (1 << bit % 8))),
        Set(var at, var value) => Changed(bytes, at % bytes.Length, value),
        Leave(var at, var count) => [.. bytes[..(at % bytes.Length)], .. bytes[Math.Min(bytes.Length, at % bytes.Length + count)..]],
        Repeat(var at, var count) => [.. bytes[..Math.Min(bytes.Length, at % bytes.Length + count)], .. bytes[(at % bytes.Length)..]],
        Lengthen(var count) => [.. bytes, .. new byte[count]],
        Reencode(var which) => Ber.Reencode(bytes, which),
        _ => bytes,
    };

    static byte[] Changed(byte[] bytes, int at, byte value)
    {
        byte[] changed = [.. bytes];
        changed[at] = value;
        return changed;
    }
}
