using System.Globalization;
using KioskSim.Cluster.Citizens;
using KioskSim.Contracts.Cabinet;
using KioskSim.Domain.Randomness;
using KioskSim.Proof.Canaries;
using KioskSim.Residue.Fleet;
using KioskSim.Testing;

// All services and several kiosks in one process, to be searched by another. It says in a line what there is to be searched, and goes on when a
// line tells it to: once while somebody stands at the first kiosk with the fee asked for, once when every visit is over.
var seed = ulong.Parse(args[0], CultureInfo.InvariantCulture);
await using var cluster = await KioskSimCluster.StartAsync(new KioskSimCluster
{
    Kiosks = FleetSize.Kiosks, Entropy = name => name switch
    {
        "kiosk" => new NumberedEntropy(seed, KioskKeys.Kiosk),
        "centre" or "jpki" => Entropy.Secure,
        _ => new NumberedEntropy(seed, KioskKeys.City),
    },
});
var errand = await cluster.ErrandAsync();
Say(Convert.ToHexString(cluster.Services.SealingKey(errand.City)));

using (var citizen = cluster.CitizenAt())
{
    await citizen.ToConfirmScreenAsync(errand);
    var screen = await citizen.ToPayScreenAsync();
    Say("open");
    await citizen.InsertMoneyAsync(Coins.Of(screen.YenDue), default);
    await citizen.Eyes.UntilAsync(screen.Number, default, ScreenKind.TakePaper);
    await citizen.TakePaperAsync(default);
    await citizen.Eyes.UntilAsync(screen.Number, default, ScreenKind.Welcome);
}

var ends = await Task.WhenAll(Enumerable.Range(0, FleetSize.Kiosks).Select(async kiosk => await cluster.RunAsync(await cluster.ErrandAsync(which: kiosk + 1), kiosk)));
Say(ends.All(e => e.Error is null) ? "over" : "refused");

static void Say(string line)
{
    Console.Out.WriteLine(line);
    Console.Out.Flush();
    _ = Console.ReadLine();
}
