using System.Collections.Concurrent;
using System.Text;
using KioskSim.Contracts.Cabinet;
using KioskSim.Paper.Certificates;
using KioskSim.Paper.Devices;
using KioskSim.Paper.Fonts;
using KioskSim.Paper.Images;
using KioskSim.Paper.Images.Files;
using KioskSim.Paper.Images.Files.Png;
using KioskSim.Paper.Latent;
using KioskSim.Paper.Marks;
using KioskSim.Paper.Printing;

namespace KioskSim.Show.Sheet;

/// <summary>
/// The paper that a citizen holds, and what machines make of it. Every picture is made from the PDF that was printed, when it is first asked
/// for, and is kept no longer than this is.
/// </summary>
/// <param name="name">Of whom the certificate is: what an alterer would change.</param>
public sealed class PaperInHand(IReadOnlyList<PrintedCopy> copies, string name)
{
    /// <summary>The same sheet in the same machine is to look the same each time.</summary>
    const int Seed = 1;

    /// <summary>Of <see cref="ScanAsync"/>.</summary>
    public static int ScanDpi => Scanner.Office.Dpi;

    /// <summary>What one sees of a sheet on a table: the dots of its ground run together, letters of 9 points do not.</summary>
    static readonly Scanner Eye = new(Dpi: 150, Blur: 0.3, Noise: 0);

    readonly ConcurrentDictionary<(SheetNumber, SheetSide, PaperState), Lazy<Task<byte[]>>> _pictures = new();
    readonly ConcurrentDictionary<(SheetNumber, PaperState), Lazy<Task<LatentView>>> _latent = new();

    // A sheet at 600 dpi is 35 million dots: one machine works at a time.
    readonly SemaphoreSlim _machine = new(1);

    public int Copies => copies.Count;

    /// <param name="copy">From 1.</param>
    public int SheetsOf(int copy) => copies[copy - 1].Sheets;

    public bool Has(SheetNumber sheet) => sheet.Copy >= 1 && sheet.Copy <= Copies && sheet.Number >= 1 && sheet.Number <= SheetsOf(sheet.Copy);

    /// <summary>What is altered on the front; empty where nothing is, or nothing can be.</summary>
    public IReadOnlyList<AlteredPlace> Altered(SheetNumber sheet, PaperState state)
    {
        var front = Front(FileOf(sheet), sheet);
        return [.. Altered(front, state).Select(a => new AlteredPlace(new Rune(front[a.Number]), new Rune(a.Scalar)))];
    }

    /// <returns>What the eye sees of a side, PNG.</returns>
    public Task<byte[]> PictureAsync(SheetNumber sheet, SheetSide side, PaperState state) =>
        MakeAsync(_pictures, (sheet, side, state), () => Eye.Scan(Paper(sheet, side, state), new Random(Seed)).ToPng(Eye.Dpi));

    /// <summary>
    /// How evenly grey the front looks, where nothing is written on it: 1 is as even as paper; a word that stands out in the ground makes it less.
    /// </summary>
    public async Task<double> EvennessAsync(SheetNumber sheet, PaperState state) =>
        Evenness.Of(ScanFile.Read(await PictureAsync(sheet, SheetSide.Front, state), ScanLimits.Desk)[0].Image);

    /// <summary>The latent image of the back, through the viewer.</summary>
    public Task<LatentView> LatentAsync(SheetNumber sheet, PaperState state) => MakeAsync(
        _latent, (sheet, state),
        () => new LatentViewer(LatentImage.Of(FontSet.Shared)).View(Paper(sheet, SheetSide.Back, state), SheetGeometry.LatentDots));

    /// <summary>A side on the glass of an office scanner, 300 dpi.</summary>
    public async Task<GreyImage> ScanAsync(SheetNumber sheet, SheetSide side, PaperState state) =>
        await WorkAsync(() => Scanner.Office.Scan(Paper(sheet, side, state), new Random(Seed)));

    /// <summary>A side of a sheet as light falls from it, 600 dpi.</summary>
    GreyImage Paper(SheetNumber sheet, SheetSide side, PaperState state)
    {
        var (file, random) = (FileOf(sheet), new Random(Seed));
        var altered = side == SheetSide.Front ? Altered(Front(file, sheet), state) : [];
        var paper = Printer.Good.Print(file.Draw(FaceOf(sheet, side), altered), random);
        return state == PaperState.Copied ? Photocopier.Common.Copy(paper, Printer.Good, random) : paper;
    }

    IReadOnlyList<AlteredCharacter> Altered(IReadOnlyList<int> front, PaperState state) => state switch
    {
        PaperState.OtherName => AlteredCharacter.OfName(front, name),
        PaperState.OtherDate => AlteredCharacter.OfDate(front),
        _ => [],
    };

    static IReadOnlyList<int> Front(PrintFile file, SheetNumber sheet) => file.Characters(FaceOf(sheet, SheetSide.Front));

    PrintFile FileOf(SheetNumber sheet) => PrintFile.Read(copies[sheet.Copy - 1].Pdf.Memory);

    static int FaceOf(SheetNumber sheet, SheetSide side) => 2 * (sheet.Number - 1) + (side == SheetSide.Front ? 0 : 1);

    Task<T> MakeAsync<TKey, T>(ConcurrentDictionary<TKey, Lazy<Task<T>>> made, TKey key, Func<T> make)
        where TKey : notnull => made.GetOrAdd(key, _ => new Lazy<Task<T>>(() => WorkAsync(make))).Value;

    async Task<T> WorkAsync<T>(Func<T> work)
    {
        await _machine.WaitAsync();
        try
        {
            return await Task.Run(work);
        }
        finally
        {
            _machine.Release();
        }
    }
}
