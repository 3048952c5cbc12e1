using KioskSim.Contracts.Shared;
using KioskSim.Domain.Values;
using KioskSim.Kiosk.Session;
using KioskSim.Kiosk.Tests.Stand;

namespace KioskSim.Kiosk.Tests.Session;

public sealed class PowerCutTests
{
    /// <summary>
    /// Cuts the power at each contact of a whole session with coin slot and centre, starts the kiosk again among the same devices and
    /// counts: what was put in is in the box for paper that is out, or in the citizen's hand.
    /// </summary>
    [Fact]
    public async Task Wherever_the_power_fails_in_a_session_paid_ends_in_delivered_or_refunded_once_000_30()
    {
        var outcomes = new List<Outcome>();
        for (var contact = 1; ; contact++)
        {
            await using var stand = new KioskStand { Copies = new Copies(2) };
            stand.Contacts.CutPowerAt(contact);
            stand.SwitchOn();
            var walk = stand.WalkToAsync(ScreenKind.TakePaper);
            if (await Task.WhenAny(walk, stand.Contacts.PowerCut).Soon() == walk)
                break;

            stand.Tray.Sheets.Set(0); // whoever stands there takes what came out
            stand.Restart();
            await stand.SeeAsync(ScreenKind.Welcome);
            Assert.Equal(stand.Coins.PutIn, stand.Coins.Box + stand.Coins.Returned);
            Assert.Equal(new Yen(200 * stand.Printer.SheetsOut), stand.Coins.Box);
            Assert.Empty(stand.Coins.Book);
            Assert.InRange(stand.Coins.Closings, 0, 1);
            var told = stand.Centre.Told.Select(t => t.Settlement).Distinct().ToList();
            Assert.Equal(stand.Coins.Closings, told.Count);
            Assert.All(told, t => Assert.Equal((stand.Coins.Box.Amount, stand.Coins.Returned.Amount), (t.YenKept, t.YenReturned)));
            outcomes.AddRange(told.Select(t => t.Outcome));
        }

        Assert.Contains(Outcome.Delivered, outcomes);
        Assert.Contains(Outcome.Refunded, outcomes);
    }
}
