using KioskSim.Domain.Randomness;

namespace KioskSim.Kiosk.Memory;

/// <summary>
/// The PIN as it is typed: only places on a shuffled pad arrive from the glass, and the digits they stand for go straight into the
/// vault. Nothing outside the vault ever holds the PIN.
/// </summary>
public sealed class PinPad
{
    public const int Length = 4;

    readonly SessionVault _vault;
    readonly byte[] _layout = [0, 1, 2, 3, 4, 5, 6, 7, 8, 9];

    /// <param name="vault">Its first four bytes take the PIN.</param>
    /// <param name="entropy">Shuffles the pad.</param>
    public PinPad(SessionVault vault, Entropy entropy)
    {
        _vault = vault;
        Shuffle(entropy);
    }

    /// <summary>The digit on each place, as the screen shows it.</summary>
    public IReadOnlyList<byte> Layout => _layout;

    public int Entered { get; private set; }

    public bool IsComplete => Entered == Length;

    /// <summary>The digits in ASCII, as VERIFY wants them.</summary>
    public ReadOnlySpan<byte> Digits => _vault.Bytes[..Entered];

    /// <exception cref="ArgumentOutOfRangeException">No such place, or all digits are in.</exception>
    public void Press(int place)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(place);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(place, _layout.Length);
        ArgumentOutOfRangeException.ThrowIfEqual(IsComplete, true, nameof(place));
        _vault.Bytes[Entered++] = (byte)('0' + _layout[place]);
    }

    /// <summary>Forgets what was typed.</summary>
    public void Clear()
    {
        _vault.Bytes[..Length].Clear();
        Entered = 0;
    }

    void Shuffle(Entropy entropy)
    {
        // Fisher-Yates; a byte modulo at most 10 is uneven by 2 %, of no use to anyone who looks at the glass.
        Span<byte> random = stackalloc byte[_layout.Length];
        entropy.Fill(random);
        for (var i = _layout.Length - 1; i > 0; i--)
        {
            var j = random[i] % (i + 1);
            (_layout[i], _layout[j]) = (_layout[j], _layout[i]);
        }
    }
}
