using ImapApi.Api.Auth;
using ImapApi.Api.Binding;
using ImapApi.Api.Contracts;
using ImapApi.Api.Contracts.Accounts;
using ImapApi.Application.Accounts;
using ImapApi.Domain.Accounts;
using ImapApi.Domain.Security;
using MediatR;
using Microsoft.AspNetCore.Http.HttpResults;

namespace ImapApi.Api.Endpoints;

internal static class AccountEndpoints
{
    private const string Tag = "Accounts";

    private static readonly QueryParameter<AccountState> State = Query.Word("state", "Only accounts in this state.", AccountStateWords.All);
    private static readonly QueryParameter<string> Search = Query.Text("query", "Only accounts with this text in their id, name, host or user.");

    public static void MapAccounts(this IEndpointRouteBuilder v1)
    {
        v1.MapPost("/account", RegisterAccount).For(Access.Service).Accepts<RegisterAccountRequest>("application/json").Fails(413)
            .Describe("RegisterAccount", Tag, "Registers an account, or updates the one with this id.", "The connection to the mail server starts in the background: GET the account to see its state.");
        v1.MapPut("/account/{account}", UpdateAccount).For(Access.Account).Accepts<UpdateAccountRequest>("application/json").Fails(404, 413)
            .Describe("UpdateAccount", Tag, "Replaces parts of an account.", "Connects anew when the IMAP settings changed.");
        v1.MapDelete("/account/{account}", DeleteAccount).For(Access.Account).Fails(404)
            .Describe("DeleteAccount", Tag, "Deletes an account.", "Closes its connections and removes all that is stored for it, but keeps the numbers of its mailboxes: registered again, its messages have the same ids.");
        v1.MapGet("/account/{account}", GetAccount).For(Access.Account).Fails(404)
            .Describe("GetAccount", Tag, "Shows an account and its state.");
        v1.MapGet("/accounts", ListAccounts).For(Access.Filtered).Fails()
            .Describe("ListAccounts", Tag, "Lists accounts in the order of their ids.").Takes(CommonQuery.Page, CommonQuery.PageSize, State, Search);
        v1.MapPut("/account/{account}/reconnect", ReconnectAccount).For(Access.Account).Fails(404)
            .Describe("ReconnectAccount", Tag, "Drops the account's connections and connects anew, now.");
        v1.MapPut("/account/{account}/sync", SyncAccount).For(Access.Account).Fails(404)
            .Describe("SyncAccount", Tag, "Looks for changes in every mailbox, now.");
        v1.MapPost("/verifyAccount", VerifyAccount).For(Access.Service).Accepts<VerifyAccountRequest>("application/json").Fails(413, 504)
            .Describe("VerifyAccount", Tag, "Tries settings out.", "Connects and logs in, stores nothing. A refused log-in is an answer, not an error.");
    }

    private static async Task<Ok<AccountRegisteredResponse>> RegisterAccount(HttpContext http, IMediator mediator)
    {
        var input = RequestInput.Of(http);
        var command = (await input.BodyAsync(ApiJson.Web.RegisterAccountRequest)).ToCommand(input);
        var isNew = await input.SendAsync(mediator, command);
        return TypedResults.Ok(new AccountRegisteredResponse(command.Account.Id.Value, isNew ? "new" : "existing"));
    }

    private static async Task<Ok<AccountUpdatedResponse>> UpdateAccount(HttpContext http, IMediator mediator)
    {
        var input = RequestInput.Of(http);
        var account = input.Account();
        await input.SendAsync(mediator, (await input.BodyAsync(ApiJson.Web.UpdateAccountRequest)).ToCommand(account, input));
        return TypedResults.Ok(new AccountUpdatedResponse(account.Value));
    }

    private static async Task<Ok<AccountDeletedResponse>> DeleteAccount(HttpContext http, IMediator mediator)
    {
        var input = RequestInput.Of(http);
        var account = input.Account();
        await input.SendAsync(mediator, new RemoveAccount(account));
        return TypedResults.Ok(new AccountDeletedResponse(account.Value, Deleted: true));
    }

    private static async Task<Ok<AccountResponse>> GetAccount(HttpContext http, IMediator mediator)
    {
        var input = RequestInput.Of(http);
        return TypedResults.Ok(AccountResponse.From(await input.SendAsync(mediator, new GetAccount(input.Account()))));
    }

    private static async Task<Ok<AccountListResponse>> ListAccounts(HttpContext http, IMediator mediator)
    {
        var input = RequestInput.Of(http);
        var query = new ListAccounts(input.ReadPage(), input.TryGet(State, out var state) ? state : null, input.TryGet(Search, out var text) ? text : null) { Only = Caller.Of(http).Only };
        return TypedResults.Ok(AccountListResponse.From(await input.SendAsync(mediator, query)));
    }

    private static async Task<Ok<AccountReconnectedResponse>> ReconnectAccount(HttpContext http, IMediator mediator)
    {
        var input = RequestInput.Of(http);
        var account = input.Account();
        await input.SendAsync(mediator, new ReconnectAccount(account));
        return TypedResults.Ok(new AccountReconnectedResponse(account.Value, Reconnect: true));
    }

    private static async Task<Ok<AccountSyncedResponse>> SyncAccount(HttpContext http, IMediator mediator)
    {
        var input = RequestInput.Of(http);
        var account = input.Account();
        await input.SendAsync(mediator, new SyncAccount(account));
        return TypedResults.Ok(new AccountSyncedResponse(account.Value, Sync: true));
    }

    private static async Task<Ok<VerifyAccountResponse>> VerifyAccount(HttpContext http, IMediator mediator)
    {
        var input = RequestInput.Of(http);
        var command = (await input.BodyAsync(ApiJson.Web.VerifyAccountRequest)).ToCommand(input);
        return TypedResults.Ok(VerifyAccountResponse.From(await input.SendAsync(mediator, command)));
    }
}
