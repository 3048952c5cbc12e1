using KioskSim.Domain.Randomness;
using KioskSim.Envelope.Hpke;
using KioskSim.Envelope.Parcels;
using KioskSim.Paper.Certificates;
using KioskSim.Paper.Scramble;

namespace KioskSim.City.Issuance;

/// <summary>The inquiry site's public key, 65 bytes: what every back is sealed for.</summary>
public sealed record InquiryKey(byte[] Point);

/// <summary>
/// Puts on the back of each sheet what its front looks like, signed by the city and sealed for the inquiry site (000-56, 000-57). Nothing of
/// it is kept: the paper is the only copy.
/// </summary>
public sealed class BackPrinter(InquiryKey inquiry, Entropy entropy)
{
    /// <param name="certificate">Gets its backs. No front that is printed fills a tenth of what a back can carry.</param>
    public void Print(ServedCity city, ComposedCertificate certificate, IssueDetails issue)
    {
        var sheets = checked((byte)certificate.Sheets);
        for (byte sheet = 1; sheet <= sheets; sheet++)
        {
            using var ephemeral = DhKem.DeriveKeyPair(entropy.Bytes(DhKem.PrivateKeySize));
            var parcel = FrontParcel.Seal(
                new FrontHeader(city.Municipality.Code, issue.Number, issue.IssuedAt, sheet, sheets, certificate.Form.Digest),
                certificate.EncodeFront(sheet), city.Keys.Signing, inquiry.Point, ephemeral);
            certificate.PutOnBack(sheet, ScrambleImage.Encode(parcel));
        }
    }
}
