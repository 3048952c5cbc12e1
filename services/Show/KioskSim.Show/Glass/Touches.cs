using System.Globalization;
using KioskSim.Domain.Errors;
using KioskSim.Domain.Values;
using Microsoft.AspNetCore.Http;

namespace KioskSim.Show.Glass;

/// <summary>What a browser may ask the citizen to do, by the name that its form has.</summary>
static class Touches
{
    static readonly Dictionary<string, Func<GlassDesk, IFormCollection, CancellationToken, Task>> All = new(StringComparer.Ordinal)
    {
        ["choose"] = (desk, form, stop) => desk.ChooseAsync(
            MunicipalityCode.TryParse(form["city"].ToString(), out var city) ? city : throw Bad("city"), (CertificateKind)Number(form, "kind"),
            (CertificateOptions)Numbers(form, "item").Aggregate(0, (all, one) => all | one), Number(form, "copies"), stop),
        ["press"] = (desk, form, stop) => desk.PressAsync(Number(form, "place"), stop),
        ["pin"] = (desk, _, stop) => desk.EnterPinAsync(stop),
        ["members"] = (desk, form, stop) => desk.ChooseMembersAsync(Numbers(form, "place"), stop),
        ["confirm"] = (desk, _, stop) => desk.ConfirmAsync(stop),
        ["more-time"] = (desk, _, stop) => desk.AskForTimeAsync(stop),
        ["cancel"] = (desk, _, stop) => desk.CancelAsync(stop),
        ["card"] = (desk, _, stop) => desk.InsertCardAsync(stop),
        ["take-card"] = (desk, _, stop) => desk.TakeCardAsync(stop),
        ["money"] = (desk, form, stop) => desk.InsertMoneyAsync(Number(form, "yen"), stop),
        ["take-money"] = (desk, _, stop) => desk.TakeMoneyAsync(stop),
        ["take-paper"] = (desk, _, stop) => desk.TakePaperAsync(stop),
        ["step-up"] = (desk, form, _) =>
        {
            desk.StepUp(Number(form, "number"));
            return Task.CompletedTask;
        },
    };

    // What one does who leaves, or who has not begun.
    static readonly HashSet<string> BeginNothing = new(StringComparer.Ordinal) { "take-card", "take-money", "take-paper", "step-up" };

    /// <summary>Whether whoever does this is in the middle of a visit then, so that others have to wait.</summary>
    public static bool Begins(string touch) => !BeginNothing.Contains(touch);

    /// <exception cref="FlowException">The kiosk does not take it now, or it is nothing one could do.</exception>
    public static Task DoAsync(GlassDesk desk, string touch, IFormCollection form, CancellationToken stop) =>
        All.TryGetValue(touch, out var act) ? act(desk, form, stop) : throw Bad("touch");

    static int Number(IFormCollection form, string field) =>
        int.TryParse(form[field].ToString(), NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : throw Bad(field);

    static IEnumerable<int> Numbers(IFormCollection form, string field) =>
        form[field].Select(text => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : throw Bad(field));

    static FlowException Bad(string field) => new(FlowErrorCode.BadRequest, $"A browser sent no {field} that there is.");
}
