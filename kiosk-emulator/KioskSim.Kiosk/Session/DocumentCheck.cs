using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
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
sealed class DocumentCheck
{
    readonly SessionId _session;
    readonly ChosenOffer _offer;
    readonly byte[] _subjectMark;
    readonly int _sheets;

    /// <param name="certificate">Read from the card, DER.</param>
    /// <param name="sheets">As the city announced in step 7.</param>
    public DocumentCheck(SessionId session, ChosenOffer offer, byte[] certificate, int sheets)
    {
        _session = session;
        _offer = offer;
        _sheets = sheets;
        using var card = X509CertificateLoader.LoadCertificate(certificate);
        _subjectMark = SubjectMark.Compute(session, card.SerialNumberBytes.Span);
    }

    /// <exception cref="FlowException"><see cref="FlowErrorCode.CertificateMismatch"/>; the document is erased by then.</exception>
    public Document Open(ByteString parcel, ECDiffieHellman replyKey, bool mustLock)
    {
        using var activity = FlowTrace.Start(new(10, Party.Kiosk, Party.Kiosk, Line.Memory, "OpenAndCheck"));
        if (CertificateParcel.PlaintextSize(parcel.Length) <= 0)
            throw Mismatch("too short");
        var vault = new SessionVault(CertificateParcel.PlaintextSize(parcel.Length), mustLock);
        try
        {
            var (header, pdf) = CertificateParcel.Open(
                _session, _offer.Choice.Municipality, _subjectMark, replyKey, _offer.SigningKey, parcel.Span, vault.Bytes);
            if (header.Sheets != _sheets)
                throw Mismatch("another number of sheets than announced");
            var failure = SheetMarks.TryRead(vault.Bytes[pdf], out var marks);
            if (failure != SheetMarksFailure.None)
                throw Mismatch($"the sheets cannot be read: {failure}");
            if (!marks.AreOneIssue(_subjectMark, header.IssueNumber, _sheets))
                throw Mismatch("a sheet of another person, issue or session");
            return new Document(vault, header, pdf);
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
