using KioskSim.Domain.Time;

namespace KioskSim.PrinterEmulator.Device;

/// <summary>One copy of a document as it lies in the out-tray.</summary>
/// <param name="Pdf">The document; empty where the printer keeps hashes only.</param>
/// <param name="Sheets">How many sheets of it are on paper; fewer than it has when the printer stopped in the middle.</param>
public sealed record PrintedCopy(byte[] Pdf, int Sheets)
{
    /// <summary>SHA-256 of the document.</summary>
    public required byte[] Hash { get; init; }

    /// <summary>The printer's number of the job.</summary>
    public required int Job { get; init; }

    /// <summary>Which of the job's copies, from 1.</summary>
    public required int Number { get; init; }
}

/// <summary>The tray that paper falls into, its sensor, and the locked box behind it. Not safe for several threads: the printer's lock guards it.</summary>
sealed class PaperTray
{
    /// <summary>Sheets that the tray has room for, as the printer says (PWG 5100.13, printer-output-tray).</summary>
    public const int Capacity = 500;

    readonly List<PrintedCopy> _copies = [];
    readonly Changes<int> _sheets = new(0);

    public int Sheets => _copies.Sum(c => c.Sheets);

    /// <summary>Sheets in the box. What is on them nobody sees.</summary>
    public int SheetsInBox { get; private set; }

    public IAsyncEnumerable<int> WatchAsync(CancellationToken stop) => _sheets.FollowAsync(stop);

    /// <param name="first">The sheet begins a copy. A hand may have taken the first ones of a copy already.</param>
    public void Put(PrintedCopy sheet, bool first)
    {
        if (first || _copies.Count == 0 || _copies[^1].Job != sheet.Job)
            _copies.Add(sheet);
        else
            _copies[^1] = _copies[^1] with { Sheets = _copies[^1].Sheets + sheet.Sheets };
        _sheets.Set(Sheets);
    }

    public IReadOnlyList<PrintedCopy> Empty()
    {
        PrintedCopy[] taken = [.. _copies];
        _copies.Clear();
        _sheets.Set(0);
        return taken;
    }

    /// <summary>Draws everything into the box.</summary>
    public IReadOnlyList<PrintedCopy> Withdraw()
    {
        SheetsInBox += Sheets;
        return Empty();
    }

    public int EmptyBox()
    {
        var sheets = SheetsInBox;
        SheetsInBox = 0;
        return sheets;
    }
}
