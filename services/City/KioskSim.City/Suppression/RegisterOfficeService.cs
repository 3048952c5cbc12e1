using System.Globalization;
using Grpc.Core;
using KioskSim.City.Issuance;
using KioskSim.City.Registry;
using KioskSim.City.Registry.Family;
using KioskSim.City.UseRegistration;
using KioskSim.Contracts.CityCore;
using KioskSim.Contracts.Shared;
using KioskSim.Domain.Values;
using KioskSim.Registers.FamilyRegisters;

namespace KioskSim.City.Suppression;

/// <summary>The clerks for family registers on the city core: notices in and closed, use registration decided (000-70). They alone set free.</summary>
public sealed class RegisterOfficeService(Notices notices, UseClerk uses, FamilyRegisterCopy families, ServedCities cities) : RegisterOffice.RegisterOfficeBase
{
    public override Task<TakeNoticeReply> TakeNotice(TakeNoticeRequest request, ServerCallContext context)
    {
        var city = cities.Of(Wire.Municipality(request.Municipality)).Municipality;
        var registers = request.Registers.Select(r => Register(city.Code, r)).ToList();
        return Task.FromResult(new TakeNoticeReply { Notice = notices.Take(city, registers, atNight: false).Number });
    }

    public override Task<ListNoticesReply> ListNotices(ListNoticesRequest request, ServerCallContext context)
    {
        var reply = new ListNoticesReply();
        foreach (var notice in notices.Open(City(request.Municipality)))
        {
            var open = new OpenNotice
            {
                Notice = notice.Number, ReceivedOn = Text(notice.ReceivedOn), AtNight = notice.AtNight,
                EffectiveFrom = notice.EffectiveFrom.ToString("O", CultureInfo.InvariantCulture),
            };
            open.Registers.AddRange(notice.Registers.Select(r => r.Value));
            reply.Notices.Add(open);
        }

        return Task.FromResult(reply);
    }

    public override Task<CloseReply> Approve(ApproveRequest request, ServerCallContext context)
    {
        var city = City(request.Municipality);
        foreach (var row in request.Registers)
            Check(city, row);
        notices.Approve(city, request.Notice, request.Registers);
        return Task.FromResult(new CloseReply());
    }

    public override Task<CloseReply> Withdraw(WithdrawRequest request, ServerCallContext context)
    {
        notices.Withdraw(City(request.Municipality), request.Notice);
        return Task.FromResult(new CloseReply());
    }

    public override Task<ListUseApplicationsReply> ListUseApplications(ListUseApplicationsRequest request, ServerCallContext context)
    {
        var reply = new ListUseApplicationsReply();
        foreach (var (asked, matches) in uses.Open(City(request.Municipality)))
        {
            var row = new UseApplicationRow
            {
                Application = asked.Number, AppliedOn = Text(asked.AppliedOn), Domicile = asked.Domicile, Head = asked.Head, Name = asked.Name,
                BirthDate = Text(asked.BirthDate),
            };
            row.Matches.AddRange(matches.Select(m => new UseMatch { Register = m.Register.Id.Value, Member = m.Member.Number }));
            reply.Applications.Add(row);
        }

        return Task.FromResult(reply);
    }

    public override Task<DecideUseReply> DecideUse(DecideUseRequest request, ServerCallContext context)
    {
        var city = City(request.Municipality);
        var from = uses.Decide(
            city, request.Application, request.Granted is { } line ? (RegisterId(line.Register), line.Member) : null);
        return Task.FromResult(new DecideUseReply { UsableFrom = from is { } day ? Text(day) : "" });
    }

    // What an entry makes of a register has to be as good as what is pushed.
    static void Check(MunicipalityCode city, FamilyRegisterRow row)
    {
        try
        {
            if (FamilyRegisterRowReader.Read(row).Municipality != city)
                throw Wire.Bad("a register of another municipality");
        }
        catch (RowException e)
        {
            throw Wire.Bad(e.Message);
        }
    }

    MunicipalityCode City(string code) => cities.Of(Wire.Municipality(code)).Municipality.Code;

    FamilyRegisterId Register(MunicipalityCode city, long number) =>
        RegisterId(number) is var id && families.Exists(city, id) ? id : throw Wire.Bad("there is no such family register here");

    static FamilyRegisterId RegisterId(long number) =>
        number is >= 1 and <= FamilyRegisterId.Largest ? new FamilyRegisterId(number) : throw Wire.Bad("register is out of range");

    static string Text(DateOnly day) => day.ToString("O", CultureInfo.InvariantCulture);
}
