using System.Globalization;
using KioskSim.City.Audit;
using KioskSim.City.Suppression;
using KioskSim.City.Tests.Fixtures;
using KioskSim.Contracts.NightDuty;
using KioskSim.Domain.Errors;
using KioskSim.Domain.Randomness;
using KioskSim.Domain.Values;
using KioskSim.Jpki.Tests;
using KioskSim.Registers;

namespace KioskSim.City.Tests.Suppression;

public sealed class NightDutyTests : IDisposable
{
    static readonly string Here = Town.Here.ToString();
    static readonly string Elsewhere = Town.Elsewhere.ToString();

    readonly CityStore _city = new();
    readonly NightDutyService _desk;

    public NightDutyTests()
    {
        _desk = new NightDutyService(_city.Copy, _city.Suppressions, ServedTowns.Both, new SeededEntropy(1, "references"), _city.Clock);
        _city.Put(
            Rows.Household(1, Rows.Head(1, 11), Rows.Child(2).With(p => (p.Name, p.BirthDate) = ("山田　一郎", "2001-02-03"))),
            Rows.Household(2, Rows.Head(3).With(p => (p.Name, p.Domicile.Municipality) = ("遠藤　遠子", Elsewhere))),
            Rows.Household(3, Rows.Head(4).With(p => (p.Name, p.Domicile.Municipality) = ("外野　空", ""))));
    }

    public static TheoryData<string, string, long[]> Searches { get; } = new()
    {
        // name, date of birth, whom it finds
        { "山田　花子", "", [1] },
        { "山田花子", "", [1] },
        { "山田 花子", "", [1] },
        { "山田　一郎", "", [2] },
        { "", "1980-06-01", [1] },
        { "", "2001-02-03", [2] },
        { "山田　花子", "1980-06-01", [1] },
        { "山田　花子", "2001-02-03", [] },
        { "山田", "", [] },
        { "遠藤　遠子", "", [] }, // lives here, domicile elsewhere
        { "外野　空", "", [] },
        { "' OR 1=1 --", "", [] },
        { "%", "", [] },
    };

    [Theory]
    [MemberData(nameof(Searches))]
    public async Task People_of_this_domicile_are_found_by_name_or_date_of_birth_000_67_000_68(string name, string birth, long[] expected)
    {
        var reply = await SearchAsync(name, birth);
        string[] names = ["", "山田　花子", "山田　一郎"];
        Assert.Equal(expected.Select(id => names[id]), reply.Candidates.Select(c => c.Name));
    }

    [Theory]
    [InlineData("", "")]
    [InlineData("　", "")]
    [InlineData(" \t", "")]
    [InlineData("", "3 February 2001")]
    [InlineData("", "2001-02-30")]
    [InlineData("山田　花子", "2001-2-3")]
    public async Task A_search_for_everybody_or_by_no_date_is_refused_000_68(string name, string birth) =>
        Assert.Equal(FlowErrorCode.BadRequest, (await Assert.ThrowsAsync<FlowException>(() => SearchAsync(name, birth))).Code);

    [Fact]
    public async Task Only_domicile_name_and_date_of_birth_leave_the_server_000_69()
    {
        Assert.Equal(
            ["reference", "domicile", "name", "birth_date"], Candidate.Descriptor.Fields.InDeclarationOrder().Select(f => f.Name));
        var found = Assert.Single((await SearchAsync("山田　花子")).Candidates);
        Assert.Equal(("葦原県若葉台市緑町100番地", "山田　花子", "1980-06-01"), (found.Domicile, found.Name, found.BirthDate));
        Assert.DoesNotContain(new ResidentId(1).ToString(), found.Reference, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_suppression_stops_family_register_certificates_before_the_answer_leaves_000_64_000_66()
    {
        var reference = await ReferenceAsync();
        Assert.False(_city.Suppressions.Covers(Town.Here, new ResidentId(1), CertificateKind.FamilyRegister));

        var answer = _desk.Suppress(new SuppressRequest { Municipality = Here, Reference = reference }, new Call());

        // Seen over another connection, so it is committed.
        Assert.True(answer.IsCompletedSuccessfully);
        using var other = _city.Tables.Open();
        var seen = new Suppressions(other, new AuditLog(other, _city.Clock), _city.Clock);
        Assert.Equal(
            [CertificateKind.FamilyRegister, CertificateKind.FamilyRegisterSupplement],
            Enum.GetValues<CertificateKind>().Where(kind => seen.Covers(Town.Here, new ResidentId(1), kind)));
        Assert.False(seen.Covers(Town.Here, new ResidentId(2), CertificateKind.FamilyRegister));
        Assert.False(seen.Covers(Town.Elsewhere, new ResidentId(1), CertificateKind.FamilyRegister));
        Assert.Equal(JpkiCentre.Noon, Time(await answer));
        var entry = Assert.Single(_city.Audit.Read(Town.Here));
        Assert.Equal(((long)AuditEvent.Suppressed, 1L), (entry.Event, entry.Resident));
    }

    [Fact]
    public async Task A_second_suppression_changes_nothing_and_says_since_when_the_first_is_in_force()
    {
        var first = await SuppressAsync(await ReferenceAsync());
        _city.Clock.Now += TimeSpan.FromDays(1);
        Assert.Equal(first, await SuppressAsync(await ReferenceAsync()));
    }

    [Fact]
    public async Task A_reference_is_good_for_one_suppression()
    {
        var reference = await ReferenceAsync();
        await SuppressAsync(reference);
        Assert.Equal(FlowErrorCode.TokenSpent, await RefusalAsync(Here, reference));
    }

    [Fact]
    public async Task An_unknown_reference_another_citys_and_an_old_one_are_refused_001_44()
    {
        Assert.Equal(FlowErrorCode.TokenSpent, await RefusalAsync(Here, ""));
        Assert.Equal(FlowErrorCode.TokenSpent, await RefusalAsync(Here, new string('0', 32)));
        Assert.Equal(FlowErrorCode.TokenSpent, await RefusalAsync(Elsewhere, await ReferenceAsync()));

        var old = await ReferenceAsync();
        _city.Clock.Now += TimeSpan.FromMinutes(10) + TimeSpan.FromTicks(1);
        Assert.Equal(FlowErrorCode.TokenSpent, await RefusalAsync(Here, old));
        Assert.False(_city.Suppressions.Covers(Town.Here, new ResidentId(1), CertificateKind.FamilyRegister));
    }

    [Fact]
    public async Task A_reference_is_good_for_ten_minutes_and_other_searches_do_not_end_it()
    {
        var reference = await ReferenceAsync();
        _city.Clock.Now += TimeSpan.FromMinutes(10);
        await ReferenceAsync();
        await SuppressAsync(reference);
        Assert.True(_city.Suppressions.Covers(Town.Here, new ResidentId(1), CertificateKind.FamilyRegister));
    }

    [Fact]
    public async Task Another_city_finds_nobody_who_is_registered_here_001_44()
    {
        Assert.Empty((await _desk.Search(new SearchRequest { Municipality = Elsewhere, Name = "山田　花子" }, new Call())).Candidates);
        Assert.Empty((await _desk.Search(new SearchRequest { Municipality = Elsewhere, Name = "遠藤　遠子" }, new Call())).Candidates);
        var refused = await Assert.ThrowsAsync<FlowException>(
            () => _desk.Search(new SearchRequest { Municipality = Town.Kamahara.Code.ToString(), Name = "山田　花子" }, new Call()));
        Assert.Equal(FlowErrorCode.MunicipalityUnknown, refused.Code);
    }

    [Fact]
    public async Task No_search_shows_more_than_fifty()
    {
        _city.Put(Enumerable.Range(100, 60).Select(i => Rows.Household(i, Rows.Head(i))));
        Assert.Equal(50, (await SearchAsync("山田　花子")).Candidates.Count);
    }

    [Fact]
    public void The_terminal_has_two_calls_000_66() =>
        Assert.Equal(["Search", "Suppress"], NightDutyDesk.Descriptor.Methods.Select(m => m.Name));

    Task<SearchReply> SearchAsync(string name, string birth = "") =>
        _desk.Search(new SearchRequest { Municipality = Here, Name = name, BirthDate = birth }, new Call());

    async Task<string> ReferenceAsync() => Assert.Single((await SearchAsync("山田　花子")).Candidates).Reference;

    async Task<DateTimeOffset> SuppressAsync(string reference) =>
        Time(await _desk.Suppress(new SuppressRequest { Municipality = Here, Reference = reference }, new Call()));

    async Task<FlowErrorCode> RefusalAsync(string city, string reference) => (await Assert.ThrowsAsync<FlowException>(
        () => _desk.Suppress(new SuppressRequest { Municipality = city, Reference = reference }, new Call()))).Code;

    static DateTimeOffset Time(SuppressReply reply) => DateTimeOffset.Parse(reply.SuppressedAt, CultureInfo.InvariantCulture);

    public void Dispose() => _city.Dispose();
}
