using System.Diagnostics;
using KioskSim.Card.Reader;
using KioskSim.Domain.Cards;
using KioskSim.Domain.Errors;
using KioskSim.Domain.Flow;

namespace KioskSim.Kiosk.CardReader;

/// <summary>The card's commands as hops of the flow: what is recorded is which command, never what it carried.</summary>
sealed class TracedReader(JpkiReader reader)
{
    /// <summary>Step 2: the user-authentication certificate, without a PIN.</summary>
    public byte[] ReadCertificate() => Hop(2, "ReadCertificate", () =>
    {
        reader.SelectApplication();
        return reader.ReadUserCertificate();
    });

    /// <summary>Step 2.</summary>
    public int? TriesLeft() => Hop(2, "TriesLeft", reader.TriesLeft);

    /// <summary>Step 2.</summary>
    public PinResult VerifyPin(ReadOnlySpan<byte> pin)
    {
        using var activity = Start(2, "VerifyPin");
        var result = reader.VerifyPin(pin);
        if (!result.Accepted)
            activity.End((result.TriesLeft == 0 ? FlowErrorCode.CardLocked : FlowErrorCode.WrongPin).ToString());
        return result;
    }

    /// <summary>Step 4.</summary>
    public byte[] Sign(byte[] digest) => Hop(4, "Sign", () =>
    {
        var signature = new byte[JpkiReader.SignatureSize];
        reader.Sign(digest, signature);
        return signature;
    });

    /// <summary>Outside an issuance: the card's question to whoever would set a new PIN.</summary>
    public byte[] Challenge() => Hop(0, "Challenge", reader.Challenge);

    /// <summary>Outside an issuance.</summary>
    /// <param name="code">The answer to the challenge.</param>
    public void SetPin(CardPinKind kind, ReadOnlySpan<byte> code, ReadOnlySpan<byte> pin)
    {
        using var activity = Start(0, "SetPin");
        try
        {
            reader.ResetPin(kind, code, pin);
        }
        catch (FlowException e)
        {
            activity.End(e.Code.ToString());
            throw;
        }
    }

    static T Hop<T>(int step, string message, Func<T> command)
    {
        using var activity = Start(step, message);
        try
        {
            return command();
        }
        catch (FlowException e)
        {
            activity.End(e.Code.ToString());
            throw;
        }
    }

    static Activity? Start(int step, string message) => FlowTrace.Start(new(step, Party.Kiosk, Party.Card, Line.Apdu, message));
}
