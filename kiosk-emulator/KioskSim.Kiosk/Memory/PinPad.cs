using System.Buffers.Binary;
using KioskSim.Card.Applet;
using KioskSim.Domain.Randomness;

namespace KioskSim.Kiosk.Memory;

/// <summary>
/// A PIN as it is typed: only places on a shuffled pad arrive from the glass, and the characters they stand for go straight into the
/// vault. Nothing outside the vault ever holds the PIN.
/// </summary>
public sealed class PinPad
{
    const int Digits = 10;
    const int DigitsAndLetters = 36;

    readonly SessionVault _vault;
    readonly PinRule _rule;
    readonly int _offset;
    readonly byte[] _layout;

    /// <param name="vault">Takes the PIN.</param>
    /// <param name="entropy">Shuffles the pad.</param>
    /// <param name="rule">What the PIN looks like; null: the four digits of user authentication.</param>
    /// <param name="offset">Where in the vault it begins; it may take as many bytes as the rule's longest PIN has.</param>
    public PinPad(SessionVault vault, Entropy entropy, PinRule? rule = null, int offset = 0)
    {
        (_vault, _rule, _offset) = (vault, rule ?? PinRule.UserAuthentication, offset);
        _layout = [.. Enumerable.Range(0, _rule.Letters ? DigitsAndLetters : Digits).Select(i => (byte)i)];
        Shuffle(entropy);
    }

    /// <summary>What lies on each place, as the screen shows it: 0 to 9, and 10 to 35 for A to Z.</summary>
    public IReadOnlyList<byte> Layout => _layout;

    public int Entered { get; private set; }

    /// <summary>Nothing more fits.</summary>
    public bool IsComplete => Entered == _rule.Longest;

    /// <summary>It may stay as it is.</summary>
    public bool MayEnd => Entered >= _rule.Shortest;

    /// <summary>The PIN in ASCII, as the card wants it.</summary>
    public ReadOnlySpan<byte> Pin => _vault.Bytes.Slice(_offset, Entered);

    public bool HasPlace(int place) => place >= 0 && place < _layout.Length;

    /// <exception cref="ArgumentOutOfRangeException">No such place, or nothing more fits.</exception>
    public void Press(int place)
    {
        ArgumentOutOfRangeException.ThrowIfEqual(HasPlace(place), false, nameof(place));
        ArgumentOutOfRangeException.ThrowIfEqual(IsComplete, true, nameof(place));
        var key = _layout[place];
        _vault.Bytes[_offset + Entered++] = (byte)(key < Digits ? '0' + key : 'A' + key - Digits);
    }

    /// <summary>Forgets what was typed.</summary>
    public void Clear()
    {
        _vault.Bytes.Slice(_offset, Entered).Clear();
        Entered = 0;
    }

    void Shuffle(Entropy entropy)
    {
        // Fisher-Yates; two bytes modulo at most 36 are uneven by 0.1 %, of no use to anyone who looks at the glass.
        Span<byte> random = stackalloc byte[sizeof(ushort) * DigitsAndLetters];
        entropy.Fill(random);
        for (var i = _layout.Length - 1; i > 0; i--)
        {
            var j = BinaryPrimitives.ReadUInt16BigEndian(random[(sizeof(ushort) * i)..]) % (i + 1);
            (_layout[i], _layout[j]) = (_layout[j], _layout[i]);
        }
    }
}
