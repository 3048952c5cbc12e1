using System.Collections.Concurrent;
using KioskSim.City.Issuance;
using KioskSim.Paper.Pdf;

namespace KioskSim.City.Faults;

/// <summary>
/// 徳島市, end of March 2023: the second of three sheets of a family register was another's. Sheets after the first are passed on by one place for
/// each number of sheet, from which a binder takes them; of two that are put there before it comes, the later is bound into both.
/// </summary>
sealed class Tokushima202303(FaultSetting setting) : CityFault(setting), IPrintRoom
{
    public static readonly FaultKind Kind = new(
        "tokushima-2023-03",
        "2枚目以降の用紙を、全員で共用する置き場所を通して綴じていました。同時に2人分が置かれると、後の人の用紙が両方に綴じ込まれます。",
        "Sheets after the first passed through one place that everybody shared. Of two people's at one moment the later one's was bound into both.",
        UsualRate: 1, Breaks: ["right-person"], setting => new Tokushima202303(setting));

    /// <summary>How long a sheet lies there before the binder comes.</summary>
    static readonly TimeSpan Lies = TimeSpan.FromMilliseconds(500);

    readonly ConcurrentDictionary<int, (PrintOrder Of, IReadOnlyList<SheetFace> Sides)> _places = new();

    public override IPrintRoom PrintRoom => this;

    /// <remarks>What strikes: that a certificate of several sheets goes that way.</remarks>
    public async Task<PrintImage> PrintAsync(PrintOrder order, Func<PrintImage> make)
    {
        var image = make();
        if (image.Pages.Sheets == 1 || !Strikes())
            return image;
        var bound = new List<SheetFace>(image.Pages.Faces.Take(2));
        var own = true;
        foreach (var sheet in image.Pages.Faces.Skip(2).Chunk(2))
        {
            var number = sheet[0].Mark.Sheet;
            _places[number] = (order, sheet);
            await Task.Delay(Lies, Clock);
            own &= _places[number].Of.Session == order.Session;
            bound.AddRange(_places[number].Sides);
        }

        if (!own)
            CountMisdirected();
        return image with { Pages = image.Pages.Bind(bound) };
    }
}
