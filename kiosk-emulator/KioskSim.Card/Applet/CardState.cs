using KioskSim.Domain.Cards;

namespace KioskSim.Card.Applet;

/// <summary>
/// Everything that a card keeps without power. Whoever holds the card (a wallet file, a test) stores it whenever the card reports a
/// new one, so that tries left survive removal, reset and restart.
/// </summary>
/// <param name="UserAuthentication">利用者証明用: what a kiosk uses (000-31).</param>
/// <param name="Signing">署名用: optional; a kiosk never touches it.</param>
public sealed record CardState(CardCredential UserAuthentication, CardCredential? Signing = null)
{
    public CardForm Form { get; init; }

    /// <summary>Shared with JPKI alone, <see cref="UnlockCode.KeySize"/> bytes: who has it can set a new PIN. Empty: nobody can.</summary>
    public ReadOnlyMemory<byte> UnlockKey { get; init; }

    /// <summary>The stored form: JSON with base64 fields. It holds private keys and PINs: it belongs where a wallet belongs.</summary>
    public byte[] ToJson() => CardStateJson.Write(this);

    /// <exception cref="FormatException">Not a stored card. The message repeats nothing of it.</exception>
    public static CardState FromJson(ReadOnlySpan<byte> json) => CardStateJson.Read(json);

    public override string ToString() => "card (content not shown)";
}
