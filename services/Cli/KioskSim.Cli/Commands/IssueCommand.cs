using System.CommandLine;
using KioskSim.Cli.Commands.Deployments;
using KioskSim.Cli.Narration;
using KioskSim.Cli.Output;
using KioskSim.Cluster;
using KioskSim.Cluster.Citizens;
using KioskSim.Cluster.Recording;
using KioskSim.Domain.Errors;
using Spectre.Console;

namespace KioskSim.Cli.Commands;

/// <summary>`kiosksim issue`: one citizen, one kiosk, all services.</summary>
static class IssueCommand
{
    public static Command Create()
    {
        var city = new Option<string>("--city") { Description = "The city of which the certificate is wanted, by code or name.", Required = true };
        var resident = new Option<string>("--resident") { Description = "The city's number of the person (`kiosksim residents` lists some).", Required = true };
        var kind = new Option<string>("--kind") { Description = $"One of {CommonOptions.KindNames}.", Required = true };
        var items = new Option<string[]>("--items")
        {
            Description = $"What to print beside the usual: {CommonOptions.ItemNames}.", AllowMultipleArgumentsPerToken = true, DefaultValueFactory = _ => [],
        };
        var members = new Option<int[]>("--members")
        {
            Description = "With the item members: whom to choose, by place in the list that the kiosk shows.", AllowMultipleArgumentsPerToken = true, DefaultValueFactory = _ => [1],
        };
        var copies = new Option<int>("--copies") { Description = "How many copies, 1 to 10.", DefaultValueFactory = _ => 1 };
        var home = new Option<string?>("--home") { Description = "The city of the card's holder, when it is another one than --city." };
        var card = new Option<string?>("--card")
        {
            Description = $"Of who has several cards, which: {CommonOptions.CardNames}. By default the newest Individual Number Card, or the 住基カード (juki) of who has no other; phone: `kiosksim card to-phone`.",
        };
        var pin = new Option<string?>("--pin") { Description = "The PIN to key in; by default the right one." };
        var pinTries = new Option<int>("--pin-tries") { Description = "How often to key in a wrong PIN before giving up.", DefaultValueFactory = _ => 1 };
        var at = new Option<string>("--at") { Description = "The time of the simulation (Japan).", DefaultValueFactory = _ => "2026-11-18T10:15" };
        var down = new Option<string[]>("--down")
        {
            Description = "Services that are out of order: centre, jpki, city.", AllowMultipleArgumentsPerToken = true, DefaultValueFactory = _ => [],
        };
        var reader = new Option<string?>("--reader") { Description = "The kiosk's card reader, when it is to be one of PC/SC: pcsc:<name>, as \"pcsc:Virtual PCD 00 00\"." };
        var tray = new Option<string>("--out") { Description = "The folder that stands for the out-tray.", DefaultValueFactory = _ => "out-tray" };
        var language = new Option<Language>("--lang") { Description = "Language of the story.", DefaultValueFactory = _ => Language.Both };
        var command = new Command("issue", "Issue one certificate through all services and tell the fifteen steps.")
        {
            city, resident, kind, items, members, copies, home, card, pin, pinTries, at, down, reader, CommonOptions.VirtualReader, tray, language, CommonOptions.World,
            CommonOptions.Deployment, CommonOptions.Data, CommonOptions.Json,
        };
        command.SetAction(async (parsed, stop) =>
        {
            var json = parsed.GetValue(CommonOptions.Json);
            try
            {
                return parsed.GetValue(CommonOptions.Deployment) is { } place
                    ? await RunElsewhereAsync(Elsewhere(parsed), place, parsed.GetValue(CommonOptions.Data), json, parsed.GetValue(language), stop)
                    : await RunAsync(Read(parsed), Differing(parsed), json, parsed.GetValue(language), stop);
            }
            catch (Exception e) when (json && Code(e) is not null)
            {
                var report = IssueReport.Of(Code(e)!.Value);
                Console.WriteLine(report.ToJson());
                return report.ExitCode;
            }
        });
        return command;

        Func<ClusterOptions, ClusterOptions> Differing(ParseResult parsed)
        {
            var hand = CommonOptions.ParseEndPoint(parsed.GetRequiredValue(CommonOptions.VirtualReader));
            return usual => usual with { Kiosk = usual.Kiosk with { Reader = parsed.GetValue(reader) }, VirtualReader = hand };
        }

        IssuePlan Elsewhere(ParseResult parsed)
        {
            if (((IEnumerable<Option>)[at, down, reader]).FirstOrDefault(o => parsed.GetResult(o) is { Implicit: false }) is { } unfit)
                throw new UsageException($"{unfit.Name} is of services that this command starts; those of --deployment run already.");
            return Read(parsed);
        }

        IssuePlan Read(ParseResult parsed)
        {
            if (parsed.GetValue(pin) is { } digits && (digits.Length != 4 || !digits.All(char.IsAsciiDigit)))
                throw new UsageException("--pin is four digits.");
            if (parsed.GetValue(pinTries) < 1 || parsed.GetValue(copies) < 1)
                throw new UsageException("--pin-tries and --copies are 1 or more.");
            var chosen = CommonOptions.ParseCity(parsed.GetRequiredValue(city));
            var errand = new Errand(
                chosen, parsed.GetValue(home) is { } other ? CommonOptions.ParseCity(other) : chosen, parsed.GetRequiredValue(resident),
                CommonOptions.ParseKind(parsed.GetRequiredValue(kind)), CommonOptions.ParseItems(parsed.GetValue(items) ?? []),
                parsed.GetValue(copies), parsed.GetValue(pin) ?? "")
            {
                PinTries = parsed.GetValue(pinTries), Members = parsed.GetValue(members) ?? [], Card = CommonOptions.ParseCard(parsed.GetValue(card)),
            };
            return new IssuePlan(
                errand, CommonOptions.ParseTime(parsed.GetRequiredValue(at)), CommonOptions.ParseServices(parsed.GetValue(down) ?? []),
                parsed.GetRequiredValue(CommonOptions.World), parsed.GetRequiredValue(tray));
        }
    }

    static FlowErrorCode? Code(Exception e) => e switch
    {
        FlowException flow => flow.Code,
        HintedException hinted => hinted.Code,
        _ => null,
    };

    static async Task<int> RunAsync(
        IssuePlan plan, Func<ClusterOptions, ClusterOptions> differing, bool json, Language language, CancellationToken stop)
    {
        using var recorder = new FlowRecorder();
        await using var cluster = await IssuePlan.StartAsync(plan.World, plan.At, stop, differing);
        var (end, files) = await plan.RunAsync(cluster, stop);
        return Report(end, files, recorder.Take(), json, language, elsewhere: false); // before the kiosk, waiting for its next citizen, is stopped
    }

    // Of the flow only what passes through the slots is seen from here.
    static async Task<int> RunElsewhereAsync(IssuePlan plan, string place, string? data, bool json, Language language, CancellationToken stop)
    {
        using var recorder = new FlowRecorder();
        await using var slots = await SlotIssue.OpenAsync(place, data, plan.World, stop);
        var (end, files) = await slots.RunAsync(plan.Errand, plan.Tray, stop);
        return Report(end, files, recorder.Take(), json, language, elsewhere: true);
    }

    static int Report(ErrandEnd end, IReadOnlyList<string> files, IReadOnlyList<RecordedHop> hops, bool json, Language language, bool elsewhere)
    {
        var report = IssueReport.Of(end, files, hops) with { Strict = elsewhere ? null : false };
        if (json)
        {
            Console.WriteLine(report.ToJson());
            return report.ExitCode;
        }

        var narrator = new Narrator(AnsiConsole.Console, language);
        narrator.TellTerms(elsewhere);
        narrator.Tell(hops);
        narrator.Tell(end, files);
        return report.ExitCode;
    }
}
