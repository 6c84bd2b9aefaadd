// Checks forms over rows of DeviceEvents: react-hook-form with its resolver, and TanStack Form.

import { DeviceEvents } from "@huntgen/defender/tables/DeviceEvents";
import { standardSchemaResolver } from "@hookform/resolvers/standard-schema";
import { FormApi } from "@tanstack/form-core";
import { createFormControl } from "react-hook-form";
import { right, wrong } from "./rows.js";

async function submitHookForm(values: DeviceEvents): Promise<unknown> {
  const form = createFormControl({
    resolver: standardSchemaResolver(DeviceEvents),
    defaultValues: values,
  });
  // @ts-expect-error -- a misspelt column
  form.getValues("DeviceNmae");
  return new Promise((resolve, reject) => {
    form
      .handleSubmit(
        (row) => resolve({ device: row.DeviceName }),
        (errors) => resolve(Object.keys(errors)),
      )()
      .catch(reject);
  });
}

async function submitTanStackForm(values: DeviceEvents): Promise<unknown> {
  let submitted: unknown;
  const form = new FormApi({
    defaultValues: values,
    validators: { onSubmit: DeviceEvents },
    onSubmit: ({ value }) => {
      submitted = { device: value.DeviceName };
    },
  });
  // @ts-expect-error -- a misspelt column
  form.getFieldValue("DeviceNmae");
  form.mount();
  await form.handleSubmit();
  return submitted ?? Object.keys(form.state.errors[0] ?? {});
}

const answers = [];
for (const submit of [submitHookForm, submitTanStackForm]) {
  answers.push([await submit(right), await submit(wrong)]);
}
console.log(JSON.stringify(answers));
