namespace KioskSim.Card.Reader;

/// <summary>What a kiosk asks of any card once it has read it: tries, PIN, signature (steps 2 and 4 of the flow).</summary>
public interface IPinCardReader
{
    /// <summary>
    /// Tries that are left for the PIN; 0 says locked, null that there is none: a phone that knows its holder. Ask before asking the
    /// citizen for a PIN.
    /// </summary>
    int? TriesLeft();

    /// <summary>Gives the PIN to the chip, which is the only place it goes to (000-31, 000-49). The copy in the command is wiped.</summary>
    /// <param name="pin">Four ASCII digits.</param>
    PinResult VerifyPin(ReadOnlySpan<byte> pin);

    /// <summary>RSA PKCS#1 v1.5 with SHA-256 by the card's key, after a verified PIN.</summary>
    /// <param name="sha256">The hash, 32 bytes.</param>
    /// <param name="signature">Receives 256 bytes.</param>
    /// <returns>Bytes written.</returns>
    /// <exception cref="ArgumentException">A span of another size.</exception>
    int Sign(ReadOnlySpan<byte> sha256, Span<byte> signature);
}
