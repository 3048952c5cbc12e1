using System.Collections.Concurrent;
using KioskSim.City.Issuance;
using KioskSim.Domain.Values;

namespace KioskSim.City.Faults;

/// <summary>
/// 川崎市, 2 May 2023: family registers are ordered from the register's own system through a linking program, which keeps an order under the
/// second in which it came. Of two that come within one second, at whatever kiosks, the later takes the earlier's place, and both get its sheet.
/// </summary>
sealed class Kawasaki20230502(FaultSetting setting) : CityFault(setting), IPrintRoom
{
    public static readonly FaultKind Kind = new(
        "kawasaki-2023-05-02",
        "戸籍のシステムとの連携プログラムが、申請を「秒」で区別していました。同じ1秒の間に別の店舗で2人が申請すると、後の人の申請が前の人の申請に上書きされます。",
        "The program that asks the family register's system told orders apart by the second. Of two people at two kiosks within one second the later one's order overwrote the earlier one's.",
        UsualRate: 1, Breaks: ["right-person", "numbers-once"], setting => new Kawasaki20230502(setting));

    readonly ConcurrentDictionary<long, (PrintOrder Order, Func<PrintImage> Make)> _orders = new();
    readonly ConcurrentDictionary<long, Lazy<OrderedImage>> _answers = new();

    public override IPrintRoom PrintRoom => this;

    /// <remarks>What strikes: that an order goes through the linking program.</remarks>
    public async Task<PrintImage> PrintAsync(PrintOrder order, Func<PrintImage> make)
    {
        if (order.Kind is not (CertificateKind.FamilyRegister or CertificateKind.FamilyRegisterSupplement) || !Strikes())
            return make();
        var now = Clock.GetUtcNow();
        var second = now.ToUnixTimeSeconds();
        _orders[second] = (order, make);

        // The other system takes up the orders of a second when it is over.
        await Task.Delay(DateTimeOffset.FromUnixTimeSeconds(second + 1) - now, Clock);
        return HandOut(order, _answers.GetOrAdd(second, Answer).Value);
    }

    Lazy<OrderedImage> Answer(long second)
    {
        var (order, make) = _orders[second];
        return new(() => new OrderedImage(order, make()));
    }
}
