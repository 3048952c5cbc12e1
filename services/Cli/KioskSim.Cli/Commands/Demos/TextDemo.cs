using KioskSim.Cli.Commands.Deployments;
using KioskSim.Cli.Narration;
using KioskSim.Cli.Output;
using KioskSim.Cluster;
using KioskSim.Cluster.Citizens;
using KioskSim.Cluster.Recording;
using KioskSim.Domain.Values;
using KioskSim.World;
using Spectre.Console;

namespace KioskSim.Cli.Commands.Demos;

/// <summary>One certificate of each kind that the city offers, told step by step.</summary>
static class TextDemo
{
    static readonly (CertificateKind Kind, CertificateOptions Items, string Trait, string Title)[] Issues =
    [
        (CertificateKind.ResidentRecord, CertificateOptions.WholeHousehold | CertificateOptions.Relationship, "large-household", "住民票の写し / resident record"),
        (CertificateKind.ResidentEntries, CertificateOptions.Domicile, "usable", "住民票記載事項証明書 / certificate of entries"),
        (CertificateKind.SealRegistration, CertificateOptions.None, "seal", "印鑑登録証明書 / seal registration certificate"),
        (CertificateKind.FamilyRegister, CertificateOptions.WholeHousehold, "domicile-here", "戸籍全部事項証明書 / family register certificate"),
        (CertificateKind.FamilyRegisterSupplement, CertificateOptions.WholeHousehold, "domicile-here", "戸籍の附票の写し / family register supplement"),
        (CertificateKind.Tax, CertificateOptions.None, "taxed", "課税証明書 / certificate of taxation"),
        (CertificateKind.Income, CertificateOptions.None, "taxed", "所得証明書 / certificate of income"),
    ];

    /// <param name="folder">The city in it is made anew; the paper goes there as well.</param>
    public static async Task<int> RunAsync(WorldOptions options, string folder, Language language, CancellationToken stop)
    {
        var (world, tray) = (DemoCommand.WorldIn(folder), Path.Combine(folder, "out-tray"));
        SeedCommand.Run(options with { Overwrite = true }, world, stop);
        await using var cluster = await IssuePlan.StartAsync(world, ClusterOptions.UsualTime, stop);
        return await IssueAllAsync(
            cluster.World, options.Seed, language, elsewhere: false, errand => new IssuePlan(errand, ClusterOptions.UsualTime, [], world, tray).RunAsync(cluster, stop));
    }

    /// <summary>The same at services that run elsewhere.</summary>
    /// <param name="place">The deployment: a folder, or its packed file.</param>
    public static async Task<int> RunElsewhereAsync(string place, string? data, string world, string tray, Language language, CancellationToken stop)
    {
        await using var slots = await SlotIssue.OpenAsync(place, data, world, stop);
        return await IssueAllAsync(slots.World, seed: 1, language, elsewhere: true, errand => slots.RunAsync(errand, tray, stop));
    }

    static async Task<int> IssueAllAsync(WorldFolder world, ulong seed, Language language, bool elsewhere, Func<Errand, Task<(ErrandEnd End, IReadOnlyList<string> Files)>> issue)
    {
        using var recorder = new FlowRecorder();
        var narrator = new Narrator(AnsiConsole.Console, language);
        narrator.TellTerms(elsewhere);
        foreach (var (kind, items, trait, title) in Issues)
        {
            var person = Trait.Of(trait, world.Summary.AsOf).Find(world, DemoCommand.City, seed).FirstOrDefault()
                ?? throw new UsageException($"Among {world.Summary.Cities.Sum(c => c.Counts.Residents):N0} residents nobody is fit for the {title}; ask for more --residents.");
            AnsiConsole.MarkupLineInterpolated($"\n[bold underline]{title}[/]");
            var errand = new Errand(DemoCommand.City, DemoCommand.City, person.Id.ToString(), kind, items, 1, "");
            var (end, files) = await issue(errand);
            narrator.Tell(recorder.Take());
            narrator.Tell(end, files);
            if (end.Error is { } error)
                return (int)error;
        }

        return ExitCodes.Ok;
    }
}
