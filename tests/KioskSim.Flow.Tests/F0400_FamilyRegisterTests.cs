using System.Globalization;
using KioskSim.BaseRegisters.Feed;
using KioskSim.Cli.Tests.Programs;
using KioskSim.Cluster.Citizens;
using KioskSim.Contracts.Cabinet;
using KioskSim.Contracts.CityCore;
using KioskSim.Contracts.NightDuty;
using KioskSim.Domain.Errors;
using KioskSim.Domain.Values;
using KioskSim.Paper.Certificates;
using KioskSim.Registers;
using KioskSim.Registers.FamilyRegisters;
using KioskSim.Testing;
using FamilyMember = KioskSim.Registers.FamilyRegisters.FamilyMember;
using CertificateKind = KioskSim.Domain.Values.CertificateKind;

namespace KioskSim.Flow.Tests;

/// <summary>The family register that must not lie: a notice comes in while somebody stands at the kiosk.</summary>
public sealed class F0400_FamilyRegisterTests(KioskSimCluster cluster)
{
    static readonly MunicipalityCode Here = TestCities.OwnServer;

    [Fact]
    public async Task A_notice_in_the_night_duty_room_stops_a_certificate_that_is_paid_for_and_the_fee_comes_back_000_64_000_73()
    {
        var errand = await cluster.ErrandAsync("domicile-here", kind: CertificateKind.FamilyRegister, items: CertificateOptions.WholeHousehold, which: 3);
        var (register, member) = RegisterOf(errand);
        var terminal = cluster.Services.NightDutyOf(Here);

        using var citizen = cluster.CitizenAt();
        await citizen.ToConfirmScreenAsync(errand);
        var screen = await citizen.ToPayScreenAsync(); // the certificate has been made and lies sealed in the kiosk
        var found = await terminal.SearchAsync(new SearchRequest
        {
            Municipality = Here.ToString(), Name = FamilyRegister.FullName(register.Head, member.Given), BirthDate = Date(member.BirthDate),
        });
        await terminal.SuppressAsync(new SuppressRequest { Municipality = Here.ToString(), Reference = Assert.Single(found.Candidates).Reference });

        await citizen.InsertMoneyAsync([.. Coins.Of(screen.YenDue)], default);
        var last = await citizen.Eyes.UntilAsync(screen.Number, default, ScreenKind.Stopped);
        Assert.Equal(FlowErrorCode.IssueSuppressed, (FlowErrorCode)last.Error);
        Assert.Equal(screen.YenDue, await citizen.TakeMoneyAsync(default));
        Assert.Empty(await citizen.TakePaperAsync(default));

        // The other kinds of the same person are as they were.
        Assert.Null((await cluster.RunAsync(errand with { Kind = CertificateKind.ResidentRecord, Options = CertificateOptions.None })).Error);
        Assert.Equal(FlowErrorCode.IssueSuppressed, (await cluster.RunAsync(errand with { Kind = CertificateKind.FamilyRegisterSupplement })).Error);

        var office = cluster.Services.RegisterOfficeOf(Here);
        var notice = Assert.Single((await office.ListNoticesAsync(new ListNoticesRequest { Municipality = Here.ToString() })).Notices, n => n.Registers.Contains(register.Id.Value));
        Assert.True(notice.AtNight);
        var married = FamilyRegisterRows.Describe(Here, register);
        married.Members[0].Notes.Add(new NoteRow { Title = "婚姻", Items = { new NoteItemRow { Label = "婚姻日", Text = "令和8年11月18日" } } });
        await office.ApproveAsync(new ApproveRequest { Municipality = Here.ToString(), Notice = notice.Notice, Registers = { married } });

        var end = await cluster.RunAsync(errand);
        Assert.Null(end.Error);
        Assert.Contains("令和８年１１月１８日", PdfText.Read(end.Copies[0].Pdf.ToByteArray()), StringComparison.Ordinal); // 000-71
    }

    [Fact]
    public async Task Single_members_are_chosen_by_relationship_and_year_and_no_others_are_printed()
    {
        var errand = await cluster.ErrandAsync("large-household", items: CertificateOptions.ChosenMembers | CertificateOptions.Relationship, which: 2);
        var household = Household(errand);
        var end = await cluster.RunAsync(errand with { Members = [2, 4] });
        Assert.Null(end.Error);
        var text = PdfText.Read(end.Copies[0].Pdf.ToByteArray());
        foreach (var (place, person) in household.Residents.Index())
            Assert.Equal(place + 1 is 2 or 4, text.Contains(Wareki.From(person.BirthDate).ToString(), StringComparison.Ordinal));
    }

    [Fact]
    public async Task Somebody_who_is_not_in_the_list_cannot_be_chosen()
    {
        var errand = await cluster.ErrandAsync(items: CertificateOptions.ChosenMembers, which: 5);
        var end = await cluster.RunAsync(errand with { Members = [99] });
        Assert.Equal((FlowErrorCode.Cancelled, 0, 0), (end.Error, end.Copies.Count, end.Paid));
    }

    [Fact]
    public async Task Who_lives_elsewhere_applies_at_a_kiosk_and_gets_the_certificate_when_five_office_days_are_over()
    {
        var folder = Directory.CreateTempSubdirectory("kiosksim-use-");
        try
        {
            var (errand, typed) = await ApplyAsync(folder.FullName);
            await using var later = await KioskSimCluster.StartAsync(new KioskSimCluster
            {
                State = folder.FullName, Time = DateTimeOffset.Parse("2026-11-26T10:15+09:00", CultureInfo.InvariantCulture), // five office days, a holiday and a weekend
            });
            var end = await later.RunAsync(errand);
            Assert.Null(end.Error);
            Assert.Contains(typed.Head.Replace("\u3000", ""), PdfText.Read(end.Copies[0].Pdf.ToByteArray()).Replace("\u3000", "").Replace(" ", ""), StringComparison.Ordinal);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    // The first day: refused, applied, pending, granted, still pending.
    async Task<(Errand Errand, UseErrand Typed)> ApplyAsync(string folder)
    {
        await using var first = await KioskSimCluster.StartAsync(new KioskSimCluster { State = folder });
        var at = await first.ErrandAsync("domicile-elsewhere", kind: CertificateKind.FamilyRegister);
        var person = first.Services.World.Register(Here).Find(new ResidentId(long.Parse(at.Resident, CultureInfo.InvariantCulture)))!;
        var keeper = person.Domicile!.Municipality!.Value;
        var errand = at with { City = keeper, Home = Here };
        var typed = new UseErrand(
            keeper, Here, at.Resident, at.Pin, person.Domicile.Place, person.Domicile.Head, person.Name.Text, person.BirthDate.ToString("yyyyMMdd", CultureInfo.InvariantCulture));

        Assert.Equal(FlowErrorCode.UseNotRegistered, (await first.RunAsync(errand)).Error);
        using (var citizen = first.CitizenAt())
            Assert.Null(await citizen.RunAsync(typed, default));
        Assert.Equal(FlowErrorCode.UseRegistrationPending, (await first.RunAsync(errand)).Error);

        var office = first.Services.RegisterOfficeOf(keeper);
        var asked = Assert.Single((await office.ListUseApplicationsAsync(new ListUseApplicationsRequest { Municipality = keeper.ToString() })).Applications);
        var decided = await office.DecideUseAsync(new DecideUseRequest { Municipality = keeper.ToString(), Application = asked.Application, Granted = Assert.Single(asked.Matches) });
        Assert.Equal("2026-11-26", decided.UsableFrom);
        Assert.Equal(FlowErrorCode.UseRegistrationPending, (await first.RunAsync(errand)).Error);
        return (errand, typed);
    }

    (FamilyRegister Register, FamilyMember Member) RegisterOf(Errand errand)
    {
        lock (cluster.Services.World)
        {
            var home = new Residence(errand.Home, new ResidentId(long.Parse(errand.Resident, CultureInfo.InvariantCulture)));
            var register = cluster.Services.World.FamilyRegisters(Here).Of(home)!;
            return (register, register.Members.Single(m => m.Residence == home));
        }
    }

    Household Household(Errand errand)
    {
        lock (cluster.Services.World)
        {
            var register = cluster.Services.World.Register(Here);
            return register.Find(register.Find(new ResidentId(long.Parse(errand.Resident, CultureInfo.InvariantCulture)))!.Household)!;
        }
    }

    static string Date(DateOnly date) => date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
