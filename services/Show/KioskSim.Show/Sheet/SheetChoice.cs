using KioskSim.Paper.Devices;

namespace KioskSim.Show.Sheet;

/// <summary>What a visitor of the page has chosen, and what came of it.</summary>
/// <param name="Paper">Null: nobody holds a certificate.</param>
/// <param name="State">Null: nothing that can be done to a sheet.</param>
public sealed record SheetChoice(PaperInHand? Paper, SheetNumber Sheet, PaperState? State)
{
    /// <summary>The back through the viewer, where it was asked for.</summary>
    public LatentView? Latent { get; init; }

    /// <summary>The answer of the inquiry site, where it was asked.</summary>
    public InquiryResult? Inquiry { get; init; }

    /// <summary>The site was sent some other file than a scan of this sheet.</summary>
    public bool IsOther { get; init; }

    /// <summary>Whether there is such a sheet.</summary>
    public bool Exists => Paper?.Has(Sheet) == true && State is not null;
}
