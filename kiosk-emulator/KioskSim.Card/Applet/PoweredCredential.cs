namespace KioskSim.Card.Applet;

/// <summary>A credential while the card has power: what it keeps, its key in working form, and whether its PIN was given.</summary>
sealed class PoweredCredential(CardCredential kept) : IDisposable
{
    public CardCredential Kept { get; private set; } = kept;

    public ReadOnlyMemory<byte> Certificate => Kept.Certificate;

    public ReadOnlyMemory<byte> IssuerCertificate => Kept.IssuerCertificate;

    public CardKey Key { get; } = new(kept.PrivateKey.Span);

    public CardPin Pin
    {
        get => Kept.Pin;
        set => Kept = Kept.With(value);
    }

    public bool Verified { get; set; }

    public void Dispose() => Key.Dispose();
}
