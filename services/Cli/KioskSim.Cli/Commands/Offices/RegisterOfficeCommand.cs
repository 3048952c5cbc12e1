using System.CommandLine;
using KioskSim.BaseRegisters.Feed;
using KioskSim.Cli.Output;
using KioskSim.Cluster;
using KioskSim.Contracts.CityCore;
using KioskSim.Domain.Values;
using KioskSim.Registers.FamilyRegisters;

namespace KioskSim.Cli.Commands.Offices;

/// <summary>`kiosksim register-office`: the clerks for family registers, who alone let certificates go again (000-70).</summary>
static class RegisterOfficeCommand
{
    static readonly Option<long> Register = new("--register") { Description = "Number of the family register.", Required = true };
    static readonly Option<long> Notice = new("--notice") { Description = "Number of the notice (`notices` lists them).", Required = true };
    static readonly Option<long> Application = new("--application") { Description = "Number of the application (`use-applications` lists them).", Required = true };
    static readonly Option<string?> Entry = new("--entry") { Description = "What is entered for the first person of each register: 婚姻, 出生, 転籍. By default nothing." };

    public static Command Create() => new("register-office", "A city's clerks for family registers.")
    {
        OfficeCommand.Make("notices", "List the notices that are open.", [], new("未処理の届出はありません。", "No notice is open."), NoticesAsync),
        OfficeCommand.Make("take-notice", "A notice is handed in at the counter: stop the certificates of a register.", [Register], new("", ""), TakeAsync),
        OfficeCommand.Make("approve", "Approve the entry: it stands in the registers, and their certificates are issued again.", [Notice, Entry], new("", ""), ApproveAsync),
        OfficeCommand.Make("withdraw", "A notice comes to nothing: certificates are issued again.", [Notice], new("", ""), WithdrawAsync),
        OfficeCommand.Make("use-applications", "List the applications for use registration that nobody has decided.", [], new("未処理の利用登録申請はありません。", "No application is open."), ApplicationsAsync),
        OfficeCommand.Make("grant-use", "Grant an application to the one line of the registers that it fits.", [Application], new("", ""), (c, city, p, s) => DecideAsync(c, city, p, grant: true, s)),
        OfficeCommand.Make("refuse-use", "Refuse an application.", [Application], new("", ""), (c, city, p, s) => DecideAsync(c, city, p, grant: false, s)),
    };

    static async Task<IReadOnlyList<OfficeLine>> NoticesAsync(LocalCluster cluster, MunicipalityCode city, ParseResult parsed, CancellationToken stop) =>
        [.. (await OpenAsync(cluster, city, stop)).Select(n => new OfficeLine(
            new(
                $"届出 {n.Notice}　受付日 {n.ReceivedOn}{(n.AtNight ? "（宿直室）" : "")}　戸籍 {string.Join(' ', n.Registers)}",
                $"notice {n.Notice}, received {n.ReceivedOn}{(n.AtNight ? " in the night-duty room" : "")}, registers {string.Join(' ', n.Registers)}"),
            new { notice = n.Notice, receivedOn = n.ReceivedOn, atNight = n.AtNight, effectiveFrom = n.EffectiveFrom, registers = n.Registers }))];

    static async Task<IReadOnlyList<OfficeLine>> TakeAsync(LocalCluster cluster, MunicipalityCode city, ParseResult parsed, CancellationToken stop)
    {
        var reply = await cluster.RegisterOfficeOf(city).TakeNoticeAsync(
            new TakeNoticeRequest { Municipality = city.ToString(), Registers = { parsed.GetValue(Register) } }, cancellationToken: stop);
        return [new(new($"届出 {reply.Notice} を受け付け、証明書の発行を抑止しました。", $"Notice {reply.Notice} is taken; certificates are stopped."), new { notice = reply.Notice })];
    }

    static async Task<IReadOnlyList<OfficeLine>> ApproveAsync(LocalCluster cluster, MunicipalityCode city, ParseResult parsed, CancellationToken stop)
    {
        var number = parsed.GetValue(Notice);
        var notice = (await OpenAsync(cluster, city, stop)).FirstOrDefault(n => n.Notice == number) ?? throw new UsageException($"There is no open notice {number}.");
        var request = new ApproveRequest { Municipality = city.ToString(), Notice = number };
        foreach (var id in notice.Registers)
        {
            var row = FamilyRegisterRows.Describe(city, cluster.World.FamilyRegisters(city).Find(new FamilyRegisterId(id))!);
            if (parsed.GetValue(Entry) is { Length: > 0 } title)
                row.Members[0].Notes.Add(new NoteRow { Title = title, Items = { new NoteItemRow { Label = "届出日", Text = Era(notice.ReceivedOn) } } });
            request.Registers.Add(row);
        }

        await cluster.RegisterOfficeOf(city).ApproveAsync(request, cancellationToken: stop);
        return [new(new($"届出 {number} の記載を決裁し、発行抑止を解除しました。", $"The entry of notice {number} is approved; certificates are issued again."), new { notice = number })];
    }

    static async Task<IReadOnlyList<OfficeLine>> WithdrawAsync(LocalCluster cluster, MunicipalityCode city, ParseResult parsed, CancellationToken stop)
    {
        var number = parsed.GetValue(Notice);
        await cluster.RegisterOfficeOf(city).WithdrawAsync(new WithdrawRequest { Municipality = city.ToString(), Notice = number }, cancellationToken: stop);
        return [new(new($"届出 {number} を取り下げ、発行抑止を解除しました。", $"Notice {number} is withdrawn; certificates are issued again."), new { notice = number })];
    }

    static async Task<IReadOnlyList<OfficeLine>> ApplicationsAsync(LocalCluster cluster, MunicipalityCode city, ParseResult parsed, CancellationToken stop) =>
        [.. (await AskedAsync(cluster, city, stop)).Select(a => new OfficeLine(
            new(
                $"申請 {a.Application}　{a.AppliedOn}　本籍 {a.Domicile}　筆頭者 {a.Head}　氏名 {a.Name}　生年月日 {a.BirthDate}　該当する戸籍 {a.Matches.Count} 件",
                $"application {a.Application} of {a.AppliedOn}: domicile {a.Domicile}, head {a.Head}, name {a.Name}, born {a.BirthDate}; fits {a.Matches.Count} lines"),
            new { application = a.Application, appliedOn = a.AppliedOn, domicile = a.Domicile, head = a.Head, name = a.Name, birthDate = a.BirthDate, fits = a.Matches.Count }))];

    static async Task<IReadOnlyList<OfficeLine>> DecideAsync(LocalCluster cluster, MunicipalityCode city, ParseResult parsed, bool grant, CancellationToken stop)
    {
        var number = parsed.GetValue(Application);
        var asked = (await AskedAsync(cluster, city, stop)).FirstOrDefault(a => a.Application == number) ?? throw new UsageException($"There is no open application {number}.");
        if (grant && asked.Matches.Count != 1)
            throw new UsageException($"The application fits {asked.Matches.Count} lines of the registers, not one; `refuse-use` refuses it.");
        var reply = await cluster.RegisterOfficeOf(city).DecideUseAsync(
            new DecideUseRequest { Municipality = city.ToString(), Application = number, Granted = grant ? asked.Matches[0] : null }, cancellationToken: stop);
        return
        [
            new(
                grant
                    ? new($"申請 {number} を登録しました。{reply.UsableFrom} から利用できます。", $"Application {number} is granted; usable from {reply.UsableFrom}.")
                    : new($"申請 {number} を却下しました。", $"Application {number} is refused."),
                new { application = number, granted = grant, usableFrom = reply.UsableFrom }),
        ];
    }

    static async Task<IReadOnlyList<OpenNotice>> OpenAsync(LocalCluster cluster, MunicipalityCode city, CancellationToken stop) =>
        (await cluster.RegisterOfficeOf(city).ListNoticesAsync(new ListNoticesRequest { Municipality = city.ToString() }, cancellationToken: stop)).Notices;

    static async Task<IReadOnlyList<UseApplicationRow>> AskedAsync(LocalCluster cluster, MunicipalityCode city, CancellationToken stop) =>
        (await cluster.RegisterOfficeOf(city).ListUseApplicationsAsync(new ListUseApplicationsRequest { Municipality = city.ToString() }, cancellationToken: stop)).Applications;

    static string Era(string day) => Paper.Certificates.Wareki.From(DateOnly.Parse(day, System.Globalization.CultureInfo.InvariantCulture)).ToString();
}
