using KioskSim.Domain.Cards;

namespace KioskSim.Card.Applet;

/// <summary>What a PIN of the JPKI applet looks like and how often it may be missed.</summary>
public sealed record PinRule(int Shortest, int Longest, bool Letters, int Tries)
{
    public static PinRule UserAuthentication { get; } = new(4, 4, Letters: false, Tries: 3);

    public static PinRule Signing { get; } = new(6, 16, Letters: true, Tries: 5);

    public static PinRule Of(CardPinKind kind) => kind == CardPinKind.Signing ? Signing : UserAuthentication;

    public string Description => $"{Shortest} to {Longest} {(Letters ? "capital letters or digits" : "digits")}";

    public bool HasLength(ReadOnlySpan<byte> pin) => pin.Length >= Shortest && pin.Length <= Longest;

    public bool Allows(ReadOnlySpan<byte> pin)
    {
        if (!HasLength(pin))
            return false;
        foreach (var c in pin)
        {
            if (!char.IsAsciiDigit((char)c) && !(Letters && char.IsAsciiLetterUpper((char)c)))
                return false;
        }

        return true;
    }
}
