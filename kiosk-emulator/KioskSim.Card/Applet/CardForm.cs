namespace KioskSim.Card.Applet;

/// <summary>What carries the applet. A reader sees the difference in the token file, and in whether there is a PIN to be asked for.</summary>
public enum CardForm
{
    /// <summary>個人番号カード.</summary>
    Card,

    /// <summary>A phone with keys, certificates and PINs of its own (スマホ用電子証明書).</summary>
    Phone,

    /// <summary>
    /// A phone that knows its holder by face or finger: it shows itself to a reader only after that, signs once, and has no PIN to be
    /// typed elsewhere. A model: how the phone and the applet agree on it is not public.
    /// </summary>
    PhoneWithoutPin,
}
