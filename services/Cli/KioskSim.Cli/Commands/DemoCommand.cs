using System.CommandLine;
using KioskSim.Cli.Narration;
using KioskSim.Cli.Output;
using KioskSim.Cluster;
using KioskSim.Cluster.Citizens;
using KioskSim.Cluster.Recording;
using KioskSim.Domain.Values;
using KioskSim.World;
using Spectre.Console;

namespace KioskSim.Cli.Commands;

/// <summary>`kiosksim demo`: a city of a thousand, and one certificate of each kind that it offers.</summary>
static class DemoCommand
{
    static readonly MunicipalityCode City = new("482013");

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

    public static Command Create()
    {
        var residents = new Option<int>("--residents") { Description = "How many residents the city has.", DefaultValueFactory = _ => 1000 };
        var seed = new Option<ulong>("--seed") { Description = "The same number makes the same people.", DefaultValueFactory = _ => 1 };
        var folder = new Option<string>("--out") { Description = "Where world and paper go.", DefaultValueFactory = _ => "kiosksim-demo" };
        var language = new Option<Language>("--lang") { Description = "Language of the story.", DefaultValueFactory = _ => Language.Both };
        var command = new Command("demo", "Seed a city and issue one certificate of each kind through all services.") { residents, seed, folder, language };
        command.SetAction((parsed, stop) =>
            RunAsync(parsed.GetValue(residents), parsed.GetValue(seed), parsed.GetRequiredValue(folder), parsed.GetValue(language), stop));
        return command;
    }

    static async Task<int> RunAsync(int residents, ulong seed, string folder, Language language, CancellationToken stop)
    {
        var (world, tray) = (Path.Combine(folder, "world"), Path.Combine(folder, "out-tray"));
        SeedCommand.Run(new WorldOptions { Residents = residents, Seed = seed, Cities = [City], Overwrite = true }, world, stop);
        await using var cluster = await IssuePlan.StartAsync(world, ClusterOptions.UsualTime, stop);
        using var recorder = new FlowRecorder();
        var narrator = new Narrator(AnsiConsole.Console, language);
        narrator.TellTerms();
        foreach (var (kind, items, trait, title) in Issues)
        {
            var person = Trait.Of(trait, cluster.World.Summary.AsOf).Find(cluster.World, City, seed).FirstOrDefault()
                ?? throw new UsageException($"Among {residents:N0} residents nobody is fit for the {title}; ask for more --residents.");
            AnsiConsole.MarkupLineInterpolated($"\n[bold underline]{title}[/]");
            var plan = new IssuePlan(new Errand(City, City, person.Id.ToString(), kind, items, 1, ""), ClusterOptions.UsualTime, [], world, tray);
            var (end, files) = await plan.RunAsync(cluster, stop);
            narrator.Tell(recorder.Take());
            narrator.Tell(end, files);
            if (end.Error is { } error)
                return (int)error;
        }

        return ExitCodes.Ok;
    }
}
