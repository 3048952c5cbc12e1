using KioskSim.Domain.Values;
using KioskSim.Paper.Certificates;

namespace KioskSim.City.Issuance;

/// <summary>For whom something is to be printed, as far as that is known where it is printed.</summary>
/// <param name="Session">The session that waits for it.</param>
/// <param name="Kiosk">At which it waits.</param>
public sealed record PrintOrder(SessionId Session, KioskId Kiosk, CertificateKind Kind);

/// <summary>印刷イメージ: the pages of one issue, laid out and not yet signed, and what they say of themselves.</summary>
/// <param name="Mark">Of the person who is printed; see <see cref="KioskSim.Envelope.Parcels.SubjectMark"/>.</param>
public sealed record PrintImage(byte[] Mark, string IssueNumber, ComposedCertificate Pages);

/// <summary>
/// Between an order and its print image, in step 9. Whoever keeps images here, in files, queues or under numbers of its own, has to give each to
/// the one it was ordered for: that is where other people's certificates came from in 2023 (docs/faults.md). What is signed is what comes back,
/// whoever's it is.
/// </summary>
public interface IPrintRoom
{
    /// <param name="make">Makes the image of this order. May be called later than this returns, or never.</param>
    /// <exception cref="Domain.Errors.FlowException">What <paramref name="make"/> throws.</exception>
    Task<PrintImage> PrintAsync(PrintOrder order, Func<PrintImage> make);
}

/// <summary>The product's: nothing lies anywhere, so that nothing can be mixed up. An image is made by the call that wants it, and goes nowhere else.</summary>
public sealed class DirectPrint : IPrintRoom
{
    public Task<PrintImage> PrintAsync(PrintOrder order, Func<PrintImage> make) => Task.FromResult(make());
}
