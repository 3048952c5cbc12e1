using KioskSim.City.Issuance;
using KioskSim.Domain.Values;

namespace KioskSim.City.Faults;

/// <summary>
/// 宗像市, 28 June 2023: the terminal in the city hall printed the record of whoever had been there before. A correction of 2019, applied
/// everywhere else, was missing there: what is printed is the oldest file that lies there, and a file is not always cleared away when its job is done.
/// </summary>
sealed class Munakata20230628(FaultSetting setting) : CityFault(setting), IPrintRoom
{
    public static readonly FaultKind Kind = new(
        "munakata-2023-06-28",
        "ほかのすべての端末で済んでいた2019年の修正が、市役所の1台だけ抜けていました。前の人のファイルが消えずに残ると、次の人にそれが印刷されます。",
        "A correction of 2019 was missing on one terminal, the city hall's. When the file of the person before was not cleared away, the next person got it.",
        UsualRate: 1, Breaks: ["right-person"], setting => new Munakata20230628(setting));

    /// <summary>The terminal without the correction: the first one, which stands in the city hall.</summary>
    static readonly KioskId Uncorrected = new("K0001");

    readonly Lock _lock = new();
    OrderedImage? _left;

    public override IPrintRoom PrintRoom => this;

    /// <remarks>What strikes: that a file is not cleared away.</remarks>
    public Task<PrintImage> PrintAsync(PrintOrder order, Func<PrintImage> make)
    {
        var image = new OrderedImage(order, make());
        if (order.Kiosk != Uncorrected)
            return Task.FromResult(image.Image); // what lies there is thrown away first: the correction
        lock (_lock)
        {
            var oldest = _left ?? image;
            _left = Strikes() ? image : null;
            return Task.FromResult(HandOut(order, oldest));
        }
    }
}
