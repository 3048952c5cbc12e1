using System.Globalization;
using KioskSim.Paper.Images.Files.Png;
using KioskSim.Paper.Marks;
using KioskSim.Show.Log;
using KioskSim.Show.Words;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace KioskSim.Show.Sheet;

/// <summary>The page of the sheet: what was printed, what machines make of it, what the inquiry site says. Everything that is chosen stands in the address.</summary>
sealed class SheetEndpoints(Papers papers, ShowLog log, InquiryVisit inquiry, Pages pages) : IPageEndpoints
{
    const string Png = "image/png";

    /// <summary>More than the inquiry site takes, so that it is the site that says so.</summary>
    const int MostUpload = 32 * 1024 * 1024;

    public void Map(WebApplication app)
    {
        app.MapGet("/sheet", ShowAsync);
        app.MapPost("/sheet/send", SendOnAsync);
        app.MapGet("/sheet/picture/{copy:int}-{number:int}-{side:regex(^(front|back)$)}-{state}.png", SendPictureAsync);
        app.MapGet("/sheet/latent/{copy:int}-{number:int}-{state}.png", SendLatentAsync);
    }

    async Task ShowAsync(HttpContext context)
    {
        var after = log.Last; // before what is shown is read: the page may be loaded once too often, never once too little
        var (query, language) = (context.Request.Query, context.Language());
        var sheet = new SheetNumber(Number(query["copy"]), Number(query["sheet"]));
        var view = new SheetChoice(papers.InHand, sheet, StateOf(query["paper"].ToString() is { Length: > 0 } named ? named : nameof(PaperState.Issued)));
        if (view is { Paper: { } paper, State: { } state } && view.Exists)
        {
            switch (query["do"])
            {
                case "latent":
                    view = view with { Latent = await paper.LatentAsync(sheet, state) };
                    break;
                case "inquiry":
                    view = view with { Inquiry = await inquiry.AskAsync(paper, sheet, state, language, context.RequestAborted) };
                    break;
            }
        }

        await WriteAsync(context, view, language, after, view.Paper is null || view.Exists ? StatusCodes.Status200OK : StatusCodes.Status404NotFound);
    }

    async Task SendOnAsync(HttpContext context)
    {
        if (context.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } limit)
            limit.MaxRequestBodySize = MostUpload;
        var (after, language) = (log.Last, context.Language());
        var answer = await inquiry.SendOnAsync(context.Request.Body, context.Request.ContentType, language, context.RequestAborted);
        var view = new SheetChoice(papers.InHand, new SheetNumber(1, 1), PaperState.Issued) { Inquiry = new InquiryResult(answer, null, null), IsOther = true };
        await WriteAsync(context, view, language, after, answer?.Status ?? StatusCodes.Status502BadGateway);
    }

    async Task SendPictureAsync(HttpContext context)
    {
        if (Asked(context) is var (paper, sheet, state))
            await context.SendAsync(Png, await paper.PictureAsync(sheet, context.Part("side") == "front" ? SheetSide.Front : SheetSide.Back, state));
        else
            await context.RefuseAsync(StatusCodes.Status404NotFound);
    }

    async Task SendLatentAsync(HttpContext context)
    {
        if (Asked(context) is var (paper, sheet, state))
            await context.SendAsync(Png, (await paper.LatentAsync(sheet, state)).Picture.ToPng());
        else
            await context.RefuseAsync(StatusCodes.Status404NotFound);
    }

    /// <returns>Null: there is no such sheet.</returns>
    (PaperInHand Paper, SheetNumber Sheet, PaperState State)? Asked(HttpContext context)
    {
        var sheet = new SheetNumber(Number(context.Part("copy")), Number(context.Part("number")));
        return papers.InHand is { } paper && paper.Has(sheet) && StateOf(context.Part("state")) is { } state ? (paper, sheet, state) : null;
    }

    async Task WriteAsync(HttpContext context, SheetChoice view, Language language, long after, int status)
    {
        var page = await pages.RenderAsync<SheetPage>(
            (nameof(SheetPage.View), view), (nameof(SheetPage.Language), language), (nameof(SheetPage.After), after));
        await context.SendPageAsync(page, status);
    }

    /// <returns>1 where nothing is said, 0 where there is no such number.</returns>
    static int Number(string? text) => string.IsNullOrEmpty(text) ? 1 : int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : 0;

    static PaperState? StateOf(string name) => Enum.TryParse<PaperState>(name, ignoreCase: true, out var state) && Enum.IsDefined(state) ? state : null;
}
