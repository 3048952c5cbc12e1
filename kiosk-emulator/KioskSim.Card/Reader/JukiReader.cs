using KioskSim.Card.Applet;
using KioskSim.Domain.Errors;

namespace KioskSim.Card.Reader;

/// <summary>
/// The commands by which a kiosk uses the city's application on a 住基カード (001-41), over any channel; errors as <see cref="JpkiReader"/>'s.
/// </summary>
public sealed class JukiReader(ICardChannel card) : IPinCardReader
{
    readonly CardCommands _card = new(card);

    /// <summary>Must come first. Also forgets a PIN verified before. False: this is no 住基カード that kiosks know.</summary>
    public bool TrySelectApplication() => _card.TrySelectApplication(JukiApplet.Identifier);

    /// <summary>City, number and last day of the card. Free to read: no PIN has been given yet.</summary>
    public JukiCardInfo ReadInfo()
    {
        _card.SelectFile(JukiApplet.InfoFile);
        Span<byte> file = stackalloc byte[JukiCardInfo.Size];
        _card.ReadBinary(0, file);
        return JukiCardInfo.TryParse(file, out var info) ? info : throw new FlowException(FlowErrorCode.CardUnreadable, "the card's file is not one");
    }

    public int? TriesLeft() => _card.TriesLeft(JukiApplet.PinFile);

    public PinResult VerifyPin(ReadOnlySpan<byte> pin) => _card.VerifyPin(JukiApplet.PinFile, PinRule.UserAuthentication, pin);

    public int Sign(ReadOnlySpan<byte> sha256, Span<byte> signature) => _card.Sign(JukiApplet.KeyFile, sha256, signature);
}
