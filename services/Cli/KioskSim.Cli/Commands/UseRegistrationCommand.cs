using System.CommandLine;
using System.Globalization;
using KioskSim.Cli.Output;
using KioskSim.Cluster;
using KioskSim.Cluster.Citizens;
using KioskSim.Domain.Errors;
using KioskSim.Kiosk.App.Words;
using KioskSim.Registers;

namespace KioskSim.Cli.Commands;

/// <summary>`kiosksim use-registration`: somebody whose family register is kept in another city applies there, at a kiosk.</summary>
static class UseRegistrationCommand
{
    public static Command Create() => CardLifeCommands.Make(
        "use-registration", "Apply at a kiosk for certificates of a family register that another city keeps. Free; good after five office days, once a clerk has granted it.",
        [CardHolder.At], RunAsync);

    static async Task<Bilingual> RunAsync(LocalCluster cluster, CardHolder holder, ParseResult parsed, CancellationToken stop)
    {
        var person = cluster.World.Register(holder.City).Find(new ResidentId(long.Parse(holder.Resident, CultureInfo.InvariantCulture)))
            ?? throw new FlowException(FlowErrorCode.ApplicantUnknown);
        if (person.Domicile is not { Municipality: { } keeper } domicile || keeper == holder.City)
            throw new UsageException("This person's family register is kept at home, or in no city that takes part; `kiosksim residents --trait domicile-elsewhere` lists others.");
        var pin = await cluster.Wallet.RememberPinAsync(holder.City, holder.Resident, stop);
        using var citizen = cluster.CitizenAt(cluster.Kiosks[0]);
        var refused = await citizen.RunAsync(
            new UseErrand(
                keeper, holder.City, holder.Resident, pin.Reveal(), domicile.Place, domicile.Head, person.Name.Text,
                person.BirthDate.ToString("yyyyMMdd", CultureInfo.InvariantCulture)),
            stop);
        return refused is { } code
            ? throw new FlowException(code)
            : new($"{keeper} に利用登録を申請しました。", $"Applied for use registration in {keeper}.");
    }
}
