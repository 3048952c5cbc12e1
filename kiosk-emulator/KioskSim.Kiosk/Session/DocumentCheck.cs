using Google.Protobuf;
using KioskSim.Domain.Errors;
using KioskSim.Domain.Flow;
using KioskSim.Domain.Values;
using KioskSim.Envelope.Parcels;
using KioskSim.Kiosk.Memory;
using KioskSim.Paper.Marks;

namespace KioskSim.Kiosk.Session;

/// <summary>
/// Step 10. What came back is opened straight into locked memory and believed only if the chosen city signed it, for this session, about
/// the person whose card was authenticated, on every sheet, and as many sheets as announced. Otherwise the session ends before any
/// money is asked for: the guard against another person's certificate (the incidents of 2023).
/// </summary>
/// <param name="subjectMark">Of the card that was authenticated.</param>
/// <param name="sheets">As the city announced in step 7.</param>
sealed class DocumentCheck(SessionId session, ChosenOffer offer, byte[] subjectMark, int sheets)
{
    /// <summary>A fault: whatever arrives is believed (<see cref="KioskParts.GuardOff"/>).</summary>
    public bool IsOff { get; init; }

    /// <exception cref="FlowException"><see cref="FlowErrorCode.CertificateMismatch"/>; the document is erased by then.</exception>
    public Document Open(ByteString parcel, OneTimeKey replyKey, bool mustLock)
    {
        using var activity = FlowTrace.Start(new(10, Party.Kiosk, Party.Kiosk, Line.Memory, "OpenAndCheck"));
        if (CertificateParcel.PlaintextSize(parcel.Length) <= 0)
            throw Mismatch("too short");
        var vault = new SessionVault(CertificateParcel.PlaintextSize(parcel.Length), mustLock);
        try
        {
            using var pair = replyKey.Derive();
            if (IsOff)
                return new Document(vault, CertificateParcel.OpenUnchecked(session, pair, parcel.Span, vault.Bytes));
            var opened = CertificateParcel.Open(session, offer.Choice.Municipality, subjectMark, pair, offer.SigningKey, parcel.Span, vault.Bytes);
            var document = new Document(vault, opened);
            if (document.Sheets != sheets)
                throw Mismatch("another number of sheets than announced");
            var failure = SheetMarks.TryRead(document.Pdf, out var marks);
            if (failure != SheetMarksFailure.None)
                throw Mismatch($"the sheets cannot be read: {failure}");
            if (!marks.AreOneIssue(subjectMark, document.IssueNumber, sheets))
                throw Mismatch("a sheet of another person, issue or session");
            return document;
        }
        catch
        {
            activity.End(nameof(FlowErrorCode.CertificateMismatch));
            vault.Dispose();
            throw;
        }
    }

    static FlowException Mismatch(string what) => new(FlowErrorCode.CertificateMismatch, what);
}
